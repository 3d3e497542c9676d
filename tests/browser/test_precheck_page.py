"""«Проверить без отправки»: the verdict as a real one, unmistakably not handed in, and handed in by one press."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.axe import violations
from tests.browser.steps import MEMBER, STAFF, SignIn

MARK = "Проверка без отправки: отчет не сдан"


def check_from_row(page: Page, ago: int, file: Path) -> None:
    """Choose a file by the row's menu; the page of the check opens."""
    row = steps.row_of(page, ago)
    row.get_by_role("button", name=re.compile("Другие действия")).click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Проверить без отправки").click()
    chooser.value.set_files(file)
    expect(page.get_by_role("heading", level=1, name="Проверка без отправки")).to_be_visible()
    expect(page.get_by_text(MARK)).to_be_visible(timeout=steps.VERDICT_MS)


def test_a_file_is_checked_first_and_the_very_same_is_handed_in(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    file = steps.sample(2, tmp_path, faults=("П-01",), seed=71)
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("<av:Раздел1Реквизиты>", "<av:Раздел1Реквизиты><av:Новое/>", 1), encoding="utf-8")
    check_from_row(page, 2, file)
    expect(page.get_by_text("Если сдать этот файл, статус будет: «Принят с ошибками»")).to_be_visible()
    card = page.locator("article#П-01")
    expect(card).to_contain_text("Как исправить")
    # Nothing that was not handed in can be disputed, and no status is shown as if it were.
    expect(card.get_by_role("button", name=re.compile("Пояснить"))).to_have_count(0)
    expect(page.locator("[data-status]")).to_have_count(0)
    remarks = page.get_by_role("group").filter(
        has=page.get_by_role("heading", name=re.compile("Замечания к структуре"))
    )
    remarks.get_by_role("heading").click()
    expect(remarks.get_by_role("row").filter(has_text="Новое")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Сдать этот файл").click()
    expect(page.get_by_text(re.compile(r"ОТЧ-\d{4}-\d{7}")).first).to_be_visible()
    page.get_by_role("link", name="Посмотреть ошибки").first.click(timeout=steps.VERDICT_MS)
    expect(page.locator("article#П-01")).to_be_visible(timeout=steps.VERDICT_MS)
    expect(page.get_by_text(MARK)).to_have_count(0)


def test_a_sound_file_is_not_green_before_it_is_handed_in(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    before = steps.row_of(page, 2).inner_text()
    check_from_row(page, 2, steps.sample(2, tmp_path))
    expect(page.get_by_text("Если сдать этот файл, статус будет: «Принят без ошибок»")).to_be_visible()
    green = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter((element) => {
          const style = getComputedStyle(element);
          const colours = [style.color, style.backgroundColor, style.borderTopColor].map((c) => c.match(/\\d+/g) ?? []);
          return colours.some(([r, g, b, a]) => a !== "0" && +g > +r + 24 && +g > +b + 24);
        }).length"""
    )
    assert green == 0
    # Nothing has changed for the report.
    assert steps.row_of(page, 2).inner_text() == before


def test_a_period_that_is_not_over_can_be_checked_and_says_from_when_it_is_taken(
    signed_in: SignIn, tmp_path: Path
) -> None:
    page = signed_in(MEMBER)
    check_from_row(page, 0, steps.sample(0, tmp_path))
    expect(page.get_by_text(re.compile(r"Сдать этот файл можно с \d\d\.\d\d\.\d{4}"))).to_be_visible()
    expect(page.get_by_role("button", name="Сдать этот файл")).to_have_count(0)


def test_a_file_of_another_report_is_refused_with_what_was_found(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    check_from_row(page, 2, steps.sample(3, tmp_path, seed=74))
    expect(page.get_by_role("alert")).to_contain_text("Файл за другой период")
    page.reload()
    expect(page.get_by_text("Файл для проверки не выбран")).to_be_visible()
    assert violations(page) == []


def test_staff_do_not_check_in_place_of_a_member(signed_in: SignIn) -> None:
    page = signed_in(STAFF)
    page.goto("/reports?show=all")
    row = page.locator("tr[data-report]").first
    row.get_by_role("button", name=re.compile("Другие действия")).click()
    expect(page.get_by_role("menuitem", name="Открыть отчёт")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Проверить без отправки")).to_have_count(0)
