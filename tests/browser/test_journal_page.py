"""«Журнал»: an act through the interface appears, is found by filters, and shows what it changed; members see none."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.axe import violations
from tests.browser.steps import MEMBER, SECOND, STAFF, SignIn


def open_journal(page: Page) -> None:
    page.get_by_role("link", name="Журнал").click()
    expect(page.get_by_role("heading", level=1, name="Журнал")).to_be_visible()


def choose_act(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Действие").click()
    page.get_by_role("combobox", name="Действие").fill(name)
    page.get_by_role("option", name=name, exact=True).click()


def test_an_upload_is_found_with_who_did_it_and_what_came(signed_in: SignIn, tmp_path: Path) -> None:
    member = signed_in(SECOND)
    row = steps.row_of(member, 2)
    steps.choose(row, steps.sample(2, tmp_path, email=SECOND, seed=4711))
    steps.expect_status(row, "Принят без ошибок")

    staff = signed_in(STAFF)
    open_journal(staff)
    choose_act(staff, "Отчет загружен")
    expect(staff).to_have_url(re.compile(r"act=reports\.uploaded"))
    first = staff.locator("tr[data-act]").first
    expect(first).to_contain_text("Отчет загружен")
    assert set(staff.locator("tr[data-act]").evaluate_all("rows => rows.map(r => r.dataset.act)")) == {
        "reports.uploaded"
    }

    more = first.locator("button[aria-expanded]")
    expect(more).to_have_accessible_name(re.compile("Подробнее.*запись"))
    more.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    details = staff.locator(f"#{more.get_attribute('aria-controls')}")
    for text in ("SHA-256", "0420846", "127.0.0.1", "reports.uploaded"):
        expect(details).to_contain_text(text)
    assert violations(staff) == []

    # The name of whoever did it narrows the list to that person.
    first.get_by_role("button", name=re.compile("Показать только")).first.click()
    expect(staff.get_by_text("Показаны действия одного человека.")).to_be_visible()
    staff.get_by_role("button", name="Сбросить отбор").click()
    expect(staff.get_by_text("Показаны действия одного человека.")).to_have_count(0)
    expect(staff.locator("tr[data-act='auth.signed_in']").first).to_be_visible()

    with staff.expect_download() as saved:
        staff.get_by_role("link", name="Скачать XLSX").click()
    assert saved.value.suggested_filename == "Журнал действий.xlsx"


def test_a_filter_that_nothing_fits_says_so(signed_in: SignIn) -> None:
    staff = signed_in(STAFF)
    staff.goto("/journal?from=2100-01-01")
    expect(staff.get_by_role("heading", name="Действий нет")).to_be_visible()
    assert violations(staff) == []
    staff.get_by_role("button", name="Сбросить отбор").click()
    expect(staff.locator("tr[data-act]").first).to_be_visible()


def test_a_member_has_no_journal(signed_in: SignIn) -> None:
    member = signed_in(MEMBER)
    expect(member.get_by_role("link", name="Журнал")).to_have_count(0)
    member.goto("/journal")
    expect(member.get_by_role("alert").filter(has_text="Недостаточно прав")).to_be_visible()


def test_a_failure_of_the_journal_is_told_and_tried_again(signed_in: SignIn) -> None:
    staff = signed_in(STAFF)
    staff.route(re.compile(r"/api/v1/audit\?"), lambda route: route.abort())
    staff.goto("/journal")
    expect(staff.get_by_role("button", name="Повторить")).to_be_visible()
    staff.unroute_all()
    staff.get_by_role("button", name="Повторить").click()
    expect(staff.locator("tr[data-act]").first).to_be_visible()
