"""A methodologist at work: a trigger written in Russian, what it changes read, published, and edited in Excel."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.steps import FORM, STAFF, SignIn

PATH = "Отчетность.Раздел2Показатели.ЗадолженностьВсего"
# So far ahead that no report is judged by it.
FAR = "2100-01-01"


def begin(page: Page) -> None:
    """A draft of the form, begun from the newest version."""
    page.goto(f"/forms/{FORM}")
    page.get_by_role("button", name="Создать черновик").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("набор правил"))).to_be_visible()
    expect(page.get_by_role("button", name="Добавить триггер")).to_be_visible()


def write_trigger(page: Page) -> Locator:
    """A new trigger with a name; its empty formula."""
    page.get_by_role("button", name="Добавить триггер").click()
    page.get_by_label("Название").fill("Задолженность не отрицательна")
    return page.get_by_role("textbox", name="Формула", exact=True)


def complete(page: Page, formula: Locator) -> None:
    """Type a name as it is called on paper or in the file, and take the element that is offered."""
    formula.click()
    page.keyboard.type("ЗадолженностьВсе")
    offered = page.get_by_role("option").filter(has_text=PATH)
    expect(offered).to_be_visible()
    # The editor takes no choice in the first moment of a list, so that a quick Enter stays a line break.
    expect(offered).to_have_attribute("aria-selected", "true")
    offered.click()
    expect(formula).to_have_text(PATH)


def save(page: Page, reason: str) -> None:
    page.get_by_label("Что и зачем изменено (для истории)").fill(reason)
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("region", name="Несохраненные изменения")).to_have_count(0)


def publish(page: Page) -> None:
    """Read what changes, say why, and publish."""
    page.get_by_role("button", name="Опубликовать").click()
    dialog = page.get_by_role("dialog")
    changes = dialog.get_by_role("region", name="Что изменится")
    expect(changes.get_by_text("добавлено 1, изменено 0, удалено 0")).to_be_visible()
    dialog.get_by_label("Действует с отчетной даты").fill(FAR)
    expect(changes.locator("summary").filter(has_text="Задолженность не отрицательна")).to_contain_text("добавлен")
    assert violations(page) == []
    dialog.get_by_role("textbox", name="Почему", exact=True).fill("новая проверка")
    dialog.get_by_label("Почему без проверки на прошлых отчетах").fill("проба в тесте")
    dialog.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_text("Опубликован", exact=True)).to_be_visible()


def test_a_trigger_is_written_in_russian_and_published_once_its_changes_were_read(signed_in: SignIn) -> None:
    page = signed_in(STAFF)
    begin(page)
    formula = write_trigger(page)
    complete(page, formula)
    formula.press("End")
    page.keyboard.type(" >= ")
    told = page.get_by_role("region", name=re.compile("^Триггер ")).get_by_role("status")
    expect(told.filter(has_text="столбец 51:")).to_contain_text("ожидал")
    page.keyboard.type("0")
    expect(told.filter(has_text="Ошибок нет")).to_be_visible()
    formula.locator(".cm-line span").first.hover()
    expect(page.locator(".formula-tip")).to_contain_text("Задолженность")
    page.mouse.move(0, 0)
    assert violations(page) == []

    save(page, "по письму надзора")
    publish(page)
    page.get_by_role("link", name="История").click()
    newest = page.get_by_role("listitem").filter(has_text="Причина: новая проверка")
    expect(newest).to_contain_text("01.01.2100")
    expect(page.get_by_text("Причина: по письму надзора")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="Другие действия").click()
    page.get_by_role("menuitem", name="Вывести из действия").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Почему").fill("проба закончена")
    dialog.get_by_role("button", name="Вывести из действия").click()
    expect(page.get_by_text("Выведен из действия", exact=True).first).to_be_visible()


def edited(content: bytes, **cells: str) -> bytes:
    """The workbook with other texts in cells of its sheet of triggers."""
    book = openpyxl.load_workbook(BytesIO(content))
    for cell, text in cells.items():
        book["Триггеры"][cell] = text
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def choose(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Выбрать файл").click()
    chooser.value.set_files(path)


def test_a_draft_goes_to_excel_and_comes_back_with_its_differences_shown(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(STAFF)
    begin(page)
    page.get_by_role("button", name="Другие действия").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Выгрузить в Excel").click()
    content = Path(download.value.path()).read_bytes()
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "right.xlsx"
    wrong.write_bytes(edited(content, C2="ошипка"))
    right.write_bytes(edited(content, G2="Сверьте адрес сайта"))

    page.get_by_role("button", name="Другие действия").click()
    page.get_by_role("menuitem", name="Загрузить из файла").click()
    choose(page, wrong)
    mistake = page.get_by_role("row").filter(has_text="лист „Триггеры“, C2")
    expect(mistake).to_contain_text("ожидалось одно из ошибка, предупреждение")
    choose(page, right)
    preview = page.get_by_role("region", name="Что в файле")
    expect(preview.get_by_text("добавлено 0, изменено 1, удалено 0")).to_be_visible()
    expect(preview.locator("ins")).to_contain_text(["Сверьте"])
    assert violations(page) == []

    page.get_by_label("Что и зачем изменено (для истории)").fill("правка в Excel")
    page.get_by_role("button", name="Заменить текст черновика").click()
    expect(page.get_by_role("button", name="Добавить триггер")).to_be_visible()
    page.get_by_role("link", name="Отличия").click()
    expect(page.get_by_text("добавлено 0, изменено 1, удалено 0")).to_be_visible()
    assert violations(page) == []
