"""«Ошибки триггера»: each fired trigger explained, what could not be checked apart, the workbook to take away."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.steps import MEMBER, STAFF, SignIn


def open_findings(page: Page, file: Path, ago: int) -> None:
    """Hand in a file, and walk from its row to what was found in it."""
    row = steps.row_of(page, ago)
    steps.choose(row, file)
    steps.strip_of(row).get_by_role("link", name="Посмотреть ошибки").click(timeout=steps.VERDICT_MS)
    expect(page.get_by_role("heading", level=1, name="Ошибки триггера")).to_be_visible()


def test_each_fired_trigger_is_explained(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(1, tmp_path, faults=("П-01", "П-03", "К-01"), seed=3), 1)
    expect(page.get_by_text(re.compile(r"Принят с ошибками: 3 триггера, \d+ яче"))).to_be_visible()
    cards = page.get_by_role("article")
    expect(cards).to_have_count(3)
    for card in cards.all():
        expect(card.get_by_role("heading", level=3)).not_to_be_empty()
        names = card.get_by_role("columnheader").all_inner_texts()
        assert names == ["Где", "В файле", "Ожидалось", "Разница"]
        expect(card).to_contain_text("Код ")
    total = page.locator("article#П-01")
    expect(total).to_contain_text("Как исправить")
    total.get_by_text("Как это проверялось").click()
    expect(total.get_by_text("С числами из файла")).to_be_visible()
    expect(total).to_contain_text(re.compile("строка файла \\d+"))


def test_what_could_not_be_checked_is_a_section_with_reason_and_who_mends(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    file = steps.sample(2, tmp_path, omit=("Отчетность.Раздел4Капитал.НМКК1",), seed=4)
    open_findings(page, file, 2)
    expect(page.get_by_text("Не удалось проверить на триггеры").first).to_be_visible()
    section = page.get_by_role("region", name="Что не удалось проверить")
    card = section.get_by_role("article").first
    expect(card).to_contain_text("НМКК1")
    expect(card).to_contain_text("Кто исправит")
    expect(card).to_contain_text("вы")


def test_warnings_stand_beside_and_are_not_called_triggers(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    row = steps.row_of(page, 3)
    steps.choose(row, steps.sample(3, tmp_path, faults=("Р-01",), seed=5))
    steps.expect_status(row, "Принят без ошибок")
    expect(row).to_contain_text("1 предупреждение")
    row.get_by_role("button", name=re.compile("Другие действия")).click()
    page.get_by_role("menuitem", name="Ошибки триггера").click()
    section = page.get_by_role("region", name="Предупреждения")
    expect(section.get_by_role("article")).to_have_count(1)


def test_the_workbook_and_the_original_are_downloaded(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    file = steps.sample(1, tmp_path, faults=("П-01",), seed=6)
    open_findings(page, file, 1)
    with page.expect_download() as workbook:
        page.get_by_role("link", name="Скачать XLSX").click()
    assert workbook.value.path().read_bytes()[:2] == b"PK"
    page.get_by_role("link", name="К отчёту").click()
    with page.expect_download() as original:
        page.get_by_role("link", name="Скачать отчет").click()
    assert original.value.path().read_bytes() == file.read_bytes()


def test_a_recheck_adds_a_verdict_and_all_of_them_are_shown(signed_in: SignIn, tmp_path: Path) -> None:
    member = signed_in(MEMBER)
    open_findings(member, steps.sample(1, tmp_path, faults=("П-01",), seed=7), 1)
    expect(member.get_by_role("heading", name="Все проверки этой версии")).to_have_count(0)
    address = member.url
    staff = signed_in(STAFF)
    staff.goto(address)
    staff.get_by_role("link", name="К отчёту").click()
    staff.get_by_role("button", name="Проверить заново").click()
    history = member.get_by_role("region", name="Все проверки этой версии")
    rows = history.locator("tr[data-attempt]")
    expect(rows).to_have_count(2, timeout=steps.VERDICT_MS)
    expect(rows.first).to_contain_text("№ 2 последняя")
    for row in rows.all():
        expect(row).to_contain_text(re.compile(r"\d\d\.\d\d\.\d{4} \d\d:\d\d МСК"))
        expect(row).to_contain_text("Принят с ошибками")
