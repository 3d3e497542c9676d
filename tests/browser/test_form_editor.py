"""A form drawn up in the browser: from a sample to a report that is handed in and recognised."""

from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.axe import violations
from tests.browser.steps import INN, MEMBER, STAFF, SignIn


def report(code: str, folder: Path, name: str, rows: str = "<Сумма>5</Сумма>") -> Path:
    """A report of a form that nobody knows yet, for the last quarter that ended."""
    end = steps.quarter_end(1)
    quarter = end.month // 3
    text = (
        f'<ОКУД{code}_1_0 xmlns="http://www.it.ru/Schemas/Avior/МФО/OKUD{code}_1_0/1.0/1">'
        f"<Год>{end.year}</Год><ОтчетныйКвартал><Код>{quarter}</Код><Описание>{quarter} квартал</Описание>"
        f"</ОтчетныйКвартал><Отчетность><ИНН>{INN[MEMBER]}</ИНН>{rows}<Число>7</Число></Отчетность></ОКУД{code}_1_0>"
    )
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def new_form(page: Page, code: str) -> None:
    """Begin a form by its code and name."""
    page.goto("/forms")
    page.get_by_role("button", name="Новая форма").click()
    page.get_by_label("Код формы").fill(code)
    page.get_by_label("Название").fill("Справка о суммах")
    page.get_by_role("button", name="Начать").click()
    expect(page.get_by_role("heading", level=1, name="Черновик формы: Справка о суммах")).to_be_visible()


def give(page: Page, button: str, file: Path) -> None:
    """Choose a file by a button."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).click()
    chooser.value.set_files(file)


def paste(page: Page, label: str, text: str) -> None:
    """Paste what was copied from a spreadsheet into the field of that name."""
    page.get_by_label(label, exact=True).evaluate(
        """(field, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_a_form_goes_from_a_sample_to_a_report_that_is_handed_in(signed_in: SignIn, tmp_path: Path) -> None:
    code = f"0{uuid4().int % 1_000_000:06}"
    page = signed_in(STAFF)
    new_form(page, code)

    give(page, "Загрузить образец", report(code, tmp_path, "sample.xtdd"))
    expect(page.get_by_role("heading", name="Элементы: 6")).to_be_visible()
    page.get_by_label("Подпись: Отчетность.Сумма").fill("Сумма за период")
    paste(page, "Подпись: Год", "Отчетный год\nКод квартала\nКвартал\n")
    expect(page.get_by_label("Подпись: ОтчетныйКвартал.Описание")).to_have_value("Квартал")
    page.get_by_label("Подпись: Год").press("ArrowDown")
    expect(page.get_by_label("Подпись: ОтчетныйКвартал.Код")).to_be_focused()

    place = page.get_by_label("Где указан месяц, квартал или полугодие")
    expect(place).to_have_value("ОтчетныйКвартал.Описание")
    place.fill("ОтчетныйКвартал.Код")
    page.get_by_label("Срок сдачи, дней после периода").fill("10")
    expect(page.get_by_text("сохранено")).to_be_visible()
    expect(page.get_by_text("До публикации:")).to_have_count(0)
    assert violations(page) == []

    other = report(code, tmp_path, "other.xtdd", "<Сумма>пять</Сумма><Лишний/>")
    give(page, "Проверить файл", other)
    trial = page.get_by_role("region", name="Проба на файле")
    expect(trial.get_by_text("Файл подходит.")).to_be_visible()
    expect(trial.get_by_role("row").filter(has_text="Отчетность.Лишний")).to_contain_text("нет в форме")
    expect(trial.get_by_role("row").filter(has_text="пять")).to_contain_text("число")

    page.get_by_role("button", name="Опубликовать").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Что и почему изменено").fill("новая форма")
    dialog.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_role("heading", level=1, name="Справка о суммах", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="Отчетность.Сумма", exact=True)).to_be_visible()
    page.get_by_role("link", name="История").click()
    expect(page.get_by_text("Причина: новая форма")).to_be_visible()

    page.goto("/periods")
    page.get_by_role("combobox", name="Форма").click()
    page.get_by_role("option", name=code).click()
    page.get_by_role("button", name="Открыть период").click()
    expect(page.get_by_role("status").filter(has_text="Открыт период")).to_be_visible()

    member = signed_in(MEMBER)
    row = steps.row_of(member, 1, form=code)
    steps.choose(row, other)
    steps.expect_status(row, "Не удалось проверить на триггеры")


def test_two_windows_do_not_overwrite_each_other(signed_in: SignIn, tmp_path: Path) -> None:
    code = f"0{uuid4().int % 1_000_000:06}"
    page = signed_in(STAFF)
    new_form(page, code)
    second = page.context.new_page()
    second.goto(page.url)
    name = second.get_by_label("Название")
    expect(name).to_have_value("Справка о суммах")
    page.get_by_label("Название").fill("Справка первая")
    expect(page.get_by_text("сохранено")).to_be_visible()
    name.fill("Справка вторая")
    expect(second.get_by_role("alert")).to_contain_text("Данные уже изменились")
    second.get_by_role("button", name="Загрузить новую версию").click()
    expect(second.get_by_label("Название")).to_have_value("Справка первая")


def test_those_who_only_read_forms_find_no_way_to_change_them(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    answer = page.request.get("/api/v1/forms/0420846")
    assert answer.status == 403
    assert page.request.get("/api/v1/forms/0420846/draft").status == 403
