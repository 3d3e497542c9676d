"""The register of members in the browser: a list is brought in, a card edited, a member's request answered."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.steps import SECOND, STAFF, SignIn
from tests.registry_numbers import some_inn, some_ogrn

LIST = "**/api/v1/members?*"
HEADING = "ИНН;ОГРН;Полное наименование;Краткое наименование;Вид;Дата включения;Телефон"


def member_list(folder: Path, *rows: str) -> Path:
    """As an accountant's program writes it: windows-1251 and semicolons."""
    path = folder / "Список.csv"
    path.write_bytes("\r\n".join((HEADING, *rows)).encode("cp1251"))
    return path


def choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=re.compile("Выбрать")).click()
    chooser.value.set_files(file)


def group(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def test_a_list_is_seen_through_before_it_is_brought_in(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(STAFF)
    inn, ogrn = some_inn(), some_ogrn()
    file = member_list(
        tmp_path,
        f"{inn};{ogrn};ООО «Лазурный причал»;МКК «Лазурный причал»;МКК;12.03.2019;+7 495 000-00-00",
        "7707083893;1117812345672;;;;;",
        "77;;;;Банк;;",
    )
    page.goto("/members")
    page.get_by_role("link", name="Внести список").click()
    choose(page, file)
    plan = page.get_by_role("region", name="Что изменится")
    expect(plan.get_by_role("listitem").first).to_have_text("1 новая организация")
    wrong = plan.get_by_role("row").filter(has_text="1117812345672")
    expect(wrong).to_contain_text("ожидалось: 1027700132195")
    expect(plan.get_by_role("row").filter(has_text="найдено: 77")).to_contain_text("ИНН организации состоит из 10 цифр")
    assert violations(page) == []
    page.get_by_role("button", name="Внести в реестр").click()
    expect(page.get_by_label("Основание")).to_have_accessible_description(re.compile("Укажите основание"))
    page.get_by_label("Основание").fill("Протокол № 7")
    page.get_by_role("button", name="Внести в реестр").click()
    expect(page.get_by_text("Внесено новых: 1, изменено: 0.")).to_be_visible()
    page.goto("/members")
    search = page.get_by_label("Найти по названию")
    search.fill("лазурные причалы")
    expect(page.get_by_role("link", name="МКК «Лазурный причал»").first).to_be_visible()
    search.fill("лозурный")
    expect(page.get_by_text("Точных совпадений нет")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="МКК «Лазурный причал»").first.click()
    _edit(page)
    _suspend(page)


def _edit(page: Page) -> None:
    page.get_by_role("button", name="Изменить").click()
    page.get_by_label("Краткое наименование").fill("")
    page.get_by_label("КПП").fill("77")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_label("Краткое наименование")).to_be_focused()
    page.get_by_label("Краткое наименование").fill("МКК «Лазурный берег»")
    page.get_by_role("button", name="Добавить уполномоченное лицо").click()
    person = page.get_by_role("group", name="Уполномоченное лицо 1")
    person.get_by_label("Фамилия, имя, отчество").fill("Лапин Игорь Викторович")
    person.get_by_label("Документ о полномочиях").fill("Доверенность № 1")
    page.get_by_label("Основание").fill("Лист записи ЕГРЮЛ")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_label("КПП")).to_have_accessible_description("КПП состоит из 9 знаков.")
    assert violations(page) == []
    page.get_by_label("КПП").fill("770101001")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("heading", level=1, name="МКК «Лазурный берег»")).to_be_visible()
    expect(group(page, "Руководитель и уполномоченные лица")).to_contain_text("Лапин Игорь Викторович")
    newest = group(page, "История изменений").get_by_role("listitem").first
    expect(newest).to_contain_text("Лист записи ЕГРЮЛ")
    newest.get_by_text("3 поля изменено").click()
    changed = newest.get_by_role("row").filter(has_text="Краткое наименование")
    expect(changed.get_by_role("cell").first).to_have_text("МКК «Лазурный причал»")
    assert violations(page) == []


def _suspend(page: Page) -> None:
    page.get_by_role("button", name="Приостановить").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("С какого дня").fill("2018-01-01")
    dialog.get_by_label("Основание").fill("Решение № 3")
    dialog.get_by_role("button", name="Приостановить").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Дата раньше прежнего изменения статуса")
    dialog.get_by_label("С какого дня").fill("2026-01-12")
    dialog.get_by_role("button", name="Приостановить").click()
    expect(group(page, "Членство в СРО")).to_contain_text("Решение № 3")
    expect(page.get_by_role("button", name="Снять приостановление")).to_be_visible()


def test_a_member_asks_for_a_change_and_is_answered(signed_in: SignIn) -> None:
    member, staff = signed_in(SECOND), signed_in(STAFF)
    _ask(member, "+7 812 111-11-11")
    staff.goto("/members/changes")
    request = staff.get_by_role("article").filter(has_text="+7 812 111-11-11")
    expect(request.get_by_role("columnheader")).to_have_text(["Поле", "Было", "Просят изменить на"])
    assert violations(staff) == []
    request.get_by_role("button", name="Отказать").click()
    dialog = staff.get_by_role("dialog")
    dialog.get_by_role("button", name="Отказать").click()
    expect(dialog.get_by_label("Причина отказа")).to_have_accessible_description(re.compile("Укажите причину"))
    dialog.get_by_label("Причина отказа").fill("Приложите письмо")
    dialog.get_by_role("button", name="Отказать").click()
    expect(request).to_have_count(0)
    expect(member.get_by_role("article", name="Отказано")).to_contain_text("Приложите письмо")
    _ask(member, "+7 812 222-22-22")
    staff.reload()
    staff.get_by_role("article").filter(has_text="+7 812 222-22-22").get_by_role("button", name="Подтвердить").click()
    expect(staff.get_by_text("Изменения подтверждены")).to_be_visible()
    expect(group(member, "Контакты и адреса")).to_contain_text("+7 812 222-22-22")
    history = group(member, "История изменений").get_by_role("listitem").first
    expect(history).to_contain_text("Изменена по запросу организации")
    expect(history).to_contain_text("СРО")
    member.goto("/messages/inbox")
    expect(member.get_by_role("heading", name=re.compile("Подтверждено.*Изменение сведений")).first).to_be_visible()


def _ask(page: Page, phone: str) -> None:
    page.goto("/organisation")
    page.get_by_role("button", name="Запросить изменение").click()
    page.get_by_role("button", name="Отправить запрос").click()
    expect(page.get_by_role("alert")).to_contain_text("Изменений нет")
    page.get_by_label("Телефон").first.fill(phone)
    page.get_by_label("Пояснение для СРО").fill("Сменили оператора")
    assert violations(page) == []
    page.get_by_role("button", name="Отправить запрос").click()
    waits = page.get_by_role("article", name="Запрос ждет ответа СРО")
    expect(waits).to_contain_text(phone)
    expect(page.get_by_role("button", name="Запросить изменение")).to_have_count(0)
    assert violations(page) == []


def test_states_of_the_register_are_told_in_words(signed_in: SignIn) -> None:
    page = signed_in(STAFF)
    page.goto("/members")
    page.get_by_label("Найти по названию").fill("щщщъъъ")
    expect(page.get_by_role("heading", name="Никого не найдено")).to_be_visible()
    held: list[Route] = []
    page.route(LIST, lambda route: held.append(route))
    page.goto("/members")
    expect(page.get_by_text("Загружаем…").first).to_be_attached()
    page.unroute(LIST)
    page.route(LIST, lambda route: route.fulfill(status=503, json={"title": "Сервис недоступен"}))
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Сервис недоступен")
    page.unroute(LIST)
    page.get_by_role("button", name="Повторить").click()
    expect(page.get_by_role("table")).to_be_visible()
    page.goto("/members/00000000-0000-7000-8000-000000000000")
    expect(page.get_by_role("heading", name="Такой страницы нет")).to_be_visible()


def test_a_file_that_is_no_list_is_told_by_what_was_found(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(STAFF, viewport={"width": 390, "height": 844})
    file = tmp_path / "old.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0 old")
    page.goto("/members/import")
    choose(page, file)
    expect(page.get_by_role("alert")).to_contain_text("книга Excel 97-2003")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto("/members")
    page.get_by_role("link", name=re.compile("МКК")).first.click()
    expect(group(page, "История изменений").get_by_role("listitem").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
