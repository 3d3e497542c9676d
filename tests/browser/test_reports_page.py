"""«Отчеты»: the table, uploads by button and by drop, the verdict without loading the page again."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.steps import MEMBER, SECOND, STAFF, SignIn

COLUMNS = [
    "Название отчета",
    "Период",
    "Дата отчетного периода",
    "Срок сдачи",
    "Дата отправки отчета",
    "Версия",
    "Статус",
    "Кто действует",
    "Входящий номер",
    "Действия",
]


def mark_page(page: Page) -> None:
    """Leave a mark that would be gone if the page were loaded again."""
    page.evaluate("window.stillTheSamePage = true")


def assert_same_page(page: Page) -> None:
    assert page.evaluate("window.stillTheSamePage === true"), "the page was loaded again"


def test_columns_stand_in_the_order_of_the_instruction(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    steps.all_reports(page, steps.quarter_end(1).year)
    assert page.get_by_role("columnheader").all_inner_texts() == COLUMNS


def test_the_first_view_is_what_needs_action_with_its_count(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    page.get_by_role("link", name="Отчеты").first.click()
    chosen = page.get_by_role("radio", name=re.compile("Требуют действий"))
    expect(chosen).to_be_checked()
    expect(page.locator("tr[data-report]").first).to_be_visible()
    count = page.locator("tr[data-report]").count()
    expect(page.get_by_text(f"Требуют действий · {count}")).to_be_visible()


def test_staff_see_whose_report_it_is(signed_in: SignIn) -> None:
    page = signed_in(STAFF)
    steps.all_reports(page, steps.quarter_end(1).year)
    assert page.get_by_role("columnheader").first.inner_text() == "Член СРО"
    expect(page.get_by_role("button", name=re.compile("Загрузить отчет"))).to_have_count(0)


def test_a_file_chosen_by_the_button_gets_its_verdict_without_reload(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    row = steps.row_of(page, 2)
    mark_page(page)
    steps.choose(row, steps.sample(2, tmp_path))
    expect(steps.strip_of(row)).to_contain_text(re.compile(r"Получен \d\d:\d\d:\d\d.*№ "))
    steps.expect_status(row, "Принят без ошибок")
    expect(page.get_by_role("status").filter(has_text="Принят без ошибок")).to_be_visible()
    assert_same_page(page)


def test_a_file_dropped_on_its_row_gets_its_verdict_without_reload(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    row = steps.row_of(page, 1)
    mark_page(page)
    steps.drop(row, steps.sample(1, tmp_path, faults=("П-01",)))
    steps.expect_status(row, "Принят с ошибками")
    expect(row).to_contain_text("Сработал 1 триггер")
    expect(page.get_by_role("status").get_by_role("link", name="Посмотреть ошибки")).to_be_visible()
    assert_same_page(page)


def test_without_the_stream_of_events_the_verdict_comes_by_asking(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    page.route("**/api/v1/live", lambda route: route.abort())
    row = steps.row_of(page, 4)
    mark_page(page)
    steps.choose(row, steps.sample(4, tmp_path, seed=8))
    steps.expect_status(row, "Принят без ошибок")
    assert_same_page(page)


def test_a_verdict_reaches_a_colleagues_open_page(signed_in: SignIn, tmp_path: Path) -> None:
    page, colleague = signed_in(SECOND), signed_in(SECOND)
    theirs = steps.row_of(colleague, 3)
    mark_page(colleague)
    row = steps.row_of(page, 3)
    steps.choose(row, steps.sample(3, tmp_path, email=SECOND, faults=("П-01",), seed=9))
    steps.expect_status(row, "Принят с ошибками")
    expect(theirs.locator("[data-status]")).to_have_text("Принят с ошибками")
    assert_same_page(colleague)


def test_without_a_network_the_table_stays_and_says_so(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    steps.all_reports(page, steps.quarter_end(1).year)
    page.context.set_offline(True)
    expect(page.get_by_role("status").filter(has_text="Нет связи")).to_be_visible()
    expect(page.locator("tr[data-report]").first).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text="Нет связи")).to_have_count(0)


def test_a_file_of_another_period_is_offered_to_the_right_row(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(SECOND)
    wrong = steps.row_of(page, 1)
    steps.choose(wrong, steps.sample(2, tmp_path, email=SECOND))
    refusal = steps.strip_of(wrong).get_by_role("alert")
    expect(refusal).to_contain_text("Файл за другой период")
    expect(refusal).to_contain_text(re.compile("Похоже, это отчёт за .*квартал.* Загрузить туда\\?"))
    refusal.get_by_role("button", name="Загрузить туда").click()
    expect(refusal).to_have_count(0)
    steps.expect_status(steps.row_here(page, 2), "Принят без ошибок")


def test_a_file_dropped_anywhere_is_recognised_and_offered(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(SECOND)
    steps.drop(page.get_by_role("heading", level=1), steps.sample(1, tmp_path, email=SECOND, seed=7))
    offer = page.get_by_role("status").filter(has_text="Похоже, это")
    offer.get_by_role("button", name="Загрузить туда").click()
    expect(page).to_have_url(re.compile("/reports"))
    steps.expect_status(steps.row_here(page, 1), "Принят без ошибок")


def test_a_file_that_is_no_report_is_refused_in_words(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    row = steps.row_of(page, 1)
    file = tmp_path / "letter.xtdd"
    file.write_text("Добрый день!", encoding="utf-8")
    steps.choose(row, file)
    refusal = steps.strip_of(row).get_by_role("alert")
    expect(refusal).to_contain_text("Это не XTDD")
    refusal.get_by_role("button", name="Понятно").click()
    expect(refusal).to_have_count(0)


def test_the_view_is_kept_in_the_address_and_remembered(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    steps.all_reports(page, steps.quarter_end(1).year)
    page.get_by_label("Найти отчёт").fill("жалобах")
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator("tr[data-report]").first).to_contain_text("жалобах")
    page.get_by_role("button", name="Предыдущий год").click()
    expect(page).to_have_url(re.compile(f"year={steps.quarter_end(1).year - 1}"))
    page.get_by_role("link", name="Календарь").first.click()
    page.get_by_role("link", name="Отчеты").first.click()
    expect(page).to_have_url(re.compile(f"year={steps.quarter_end(1).year - 1}"))
