"""From a finding to the cell on paper and back by keyboard; root causes first; two versions side by side."""

import json
import re
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.browser import steps
from tests.browser.steps import MEMBER, SignIn
from tests.browser.test_findings_page import open_findings
from tests.browser.test_reading_for_all import SMALLEST, violations, width_of

SHARED = ("П-01", "П-02", "К-01")
TOTAL = "Задолженность по микрозаймам, всего, тыс. руб."


def test_the_cell_that_most_firings_share_comes_first(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(1, tmp_path, faults=SHARED, seed=21), 1)
    causes = page.get_by_role("region", name="Исправьте эту ячейку — уйдут 2 из 3 срабатываний")
    expect(causes).to_contain_text(TOTAL)
    expect(causes.get_by_role("link", name="П-01")).to_have_attribute("href", re.compile("#П-01$"))
    groups = page.get_by_text(re.compile("^Причина: "))
    expect(groups).to_have_count(2)
    page.get_by_text("По разделам формы").click()
    expect(page.get_by_text("Раздел 4. Капитал и нормативы", exact=True)).to_be_visible()
    page.get_by_text("По триггерам").click()
    expect(groups).to_have_count(0)
    expect(page.get_by_role("article").first).to_have_attribute("id", "К-01")
    assert [card.get_attribute("id") for card in page.get_by_role("article").all()] == ["К-01", "П-01", "П-02"]
    assert violations(page) == []


def test_each_cell_of_an_equation_says_what_would_mend_it(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(1, tmp_path, faults=("К-01",), seed=22), 1)
    card = page.locator("article#К-01")
    assets = card.get_by_role("row").filter(has_text="Активы, всего")
    expect(assets).to_contain_text("Раздел 4. Капитал и нормативы, строка 8, графа 3")
    expect(assets).to_contain_text("или исправьте на")
    expect(card).to_contain_text("достаточно исправить одну из этих ячеек")
    expect(card).to_contain_text(re.compile(r"Код К-01 · набор правил \S+"))
    expect(card).to_contain_text("Зачем это правило")


def test_a_cell_opens_on_paper_and_escape_returns_to_its_trigger(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(2, tmp_path, faults=SHARED, seed=23), 2)
    link = page.locator("article#П-01").get_by_role("link", name=re.compile(f"^{re.escape(TOTAL)}"))
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Отчет по форме")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Раздел 2. Показатели деятельности")).to_be_visible()
    target = page.locator("[data-target]")
    expect(target).to_be_focused()
    expect(target).to_have_attribute("data-mark", "error")
    expect(target).to_contain_text("П-01")
    row = page.get_by_role("row").filter(has=target)
    expect(row).to_contain_text(TOTAL)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1, name="Ошибки триггера")).to_be_visible()
    expect(page.locator("article#П-01")).to_be_focused()


def test_sections_show_where_something_is_at_fault(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(2, tmp_path, faults=("К-01",), seed=24), 2)
    page.get_by_role("link", name="Отчет по форме").click()
    sections = page.get_by_role("navigation", name="Разделы формы")
    section = sections.get_by_role("link", name=re.compile("Раздел 4"))
    expect(section).to_contain_text("3 ячейки с замечаниями")
    section.click()
    expect(section).to_have_attribute("aria-current", "page")
    expect(page.locator("td[data-mark=error]")).to_have_count(3)
    sections.get_by_role("link", name=re.compile("Раздел 3")).click()
    expect(page.get_by_role("heading", level=2, name=re.compile("Раздел 3"))).to_be_visible()
    headings = page.get_by_role("columnheader").all_inner_texts()
    assert any("Группа задолженности" in heading for heading in headings)
    expect(page.locator("td[data-mark]")).to_have_count(0)


def test_a_long_table_is_leafed_through(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(3, tmp_path, faults=("К-01",), seed=25, size=150_000), 3)
    page.get_by_role("link", name="Отчет по форме").click()
    page.get_by_role("navigation", name="Разделы формы").get_by_role("link", name=re.compile("крупных займах")).click()
    pages = page.get_by_role("navigation", name="Страницы раздела").first
    expect(pages).to_contain_text(re.compile(r"Строки 1–50 из \d+"))
    pages.get_by_role("link", name="Следующие строки").click()
    expect(pages).to_contain_text(re.compile(r"Строки 51–100 из \d+"))
    expect(page.get_by_role("rowheader").first).to_have_text("51")


def test_all_rows_of_a_trigger_are_shown_on_the_page(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    file = steps.sample(3, tmp_path, seed=31, size=60_000)
    text, loans = re.subn(r"(<av:ДатаПогашения>)\d{4}", r"\g<1>2016", file.read_text(encoding="utf-8-sig"))
    file.write_text(text, encoding="utf-8")
    open_findings(page, file, 3)
    card = page.locator("article#Д-01")
    cells = 2 * loans
    expect(card).to_contain_text(f"Показаны первые 20 из {cells}.")
    card.get_by_role("button", name=f"Показать все {cells}: Д-01").click()
    expect(card.get_by_role("status")).to_have_text(f"Показаны первые 100 из {cells}.")
    card.get_by_role("button", name="Показать ещё").click()
    expect(card.get_by_role("status")).to_have_text(f"Показаны все {cells}.")
    expect(card.get_by_role("link", name=re.compile("Дата погашения"))).to_have_count(loans)
    assert violations(page) == []


def test_two_versions_stand_side_by_side(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    row = steps.row_of(page, 1)
    steps.choose(row, steps.sample(1, tmp_path, faults=("П-01", "Р-03"), seed=26))
    steps.expect_status(row, "Принят с ошибками")
    steps.strip_of(row).get_by_role("button", name="Свернуть").click()
    open_findings(page, steps.sample(1, tmp_path, faults=("Р-03", "К-01"), seed=26), 1)
    page.get_by_role("link", name=re.compile(r"Сравнить с версией \d+")).click()
    expect(page.get_by_role("heading", level=1, name=re.compile(r"Сравнение версий \d+ и \d+"))).to_be_visible()
    for part, code in (("Исправлено: 1", "П-01"), ("Осталось: 1", "Р-03"), ("Новое: 1", "К-01")):
        expect(page.get_by_role("group", name=part)).to_contain_text(code)
    cells = page.get_by_role("region", name="По ячейкам")
    expect(cells).to_contain_text(re.compile(r"Измени\S+ \d+ яче"))
    changed = cells.get_by_role("row").filter(has_text="Собственные средства (капитал)")
    expect(changed).to_contain_text("Раздел 4. Капитал и нормативы, строка 11, графа 3")
    assert violations(page) == []
    changed.get_by_role("link").click()
    expect(page.locator("[data-target]")).to_be_focused()


def test_versions_are_compared_from_their_list(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(2, tmp_path, faults=("К-01",), seed=27), 2)
    page.get_by_role("link", name="К отчёту").click()
    # The words of the button that matters most: the checker of contrast passes over the same colour on itself.
    to_errors = page.get_by_role("link", name="Ошибки триггера").first
    expect(to_errors).to_have_css("color", "rgb(255, 255, 255)")
    newest = page.get_by_role("region", name="Версии").get_by_role("row").nth(1)
    link = newest.get_by_role("link", name=re.compile("Сравнить с предыдущей"))
    link.click()
    expect(page.get_by_role("heading", level=2, name="По триггерам")).to_be_visible()


def downloaded(page: Page, name: str) -> Download:
    page.get_by_role("button", name="PDF, CSV, JSON").click()
    with page.expect_download() as file:
        page.get_by_role("menuitem", name=re.compile(f"^{name}")).click()
    return file.value


def test_findings_are_downloaded_in_every_format(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(3, tmp_path, faults=("К-01",), seed=28), 3)
    assert downloaded(page, "PDF").path().read_bytes().startswith(b"%PDF-")
    table = downloaded(page, "CSV")
    assert table.suggested_filename.endswith(".csv")
    assert "К-01" in table.path().read_text(encoding="utf-8-sig")
    document = json.loads(downloaded(page, "JSON").path().read_text(encoding="utf-8"))
    assert [one["code"] for one in document["verdict"]["findings"] if one["outcome"] == "fired"] == ["К-01"]


def test_on_paper_the_list_has_its_number_and_no_buttons(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    open_findings(page, steps.sample(3, tmp_path, faults=("К-01",), seed=29), 3)
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile(r"Регистрационный номер .* SHA-256 файла: [0-9a-f]{64}"))).to_be_visible()
    expect(page.get_by_text("С числами из файла").first).to_be_visible()
    expect(page.get_by_role("button", name="Печать")).to_be_hidden()


def test_the_form_and_the_comparison_fit_the_smallest_screen(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER, viewport=SMALLEST)
    open_findings(page, steps.sample(2, tmp_path, faults=("К-01",), seed=30), 2)
    assert width_of(page) <= SMALLEST["width"]
    findings = page.url
    for address, heading in (("form", "Отчет по форме"), ("compare", "Сравнение версий")):
        page.goto(f"{findings}/{address}")
        expect(page.get_by_role("heading", level=1, name=re.compile(heading))).to_be_visible()
        expect(page.get_by_text("Загружаем…")).to_have_count(0)
        assert width_of(page) <= SMALLEST["width"]
