"""Access request, invitation, people of the organisation, the SRO's desk and the rules of use, as people use them."""

import re
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.steps import INN, SECOND, STAFF, SignIn
from tests.mailbox import links_to
from tests.product import Stack
from tests.stack import wait_until

Contexts = Callable[..., BrowserContext]
PASSWORD = "Пять зеленых холмов 7"
PHONE = {"width": 360, "height": 780}


def fresh_address() -> str:
    return f"{token_hex(6)}@example.org"


def link_to(stack: Stack, email: str) -> str:
    """The page of the newest invitation that was mailed to that address."""
    folder: Path = stack.installation.mail.folder
    wait_until(lambda: bool(links_to(folder, email)), what=f"the invitation of {email}")
    return f"/invitation#{links_to(folder, email)[-1]}"


def invite(page: Page, email: str, name: str) -> None:
    """By the dialog of «Люди организации»."""
    page.get_by_role("button", name="Пригласить", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Фамилия, имя, отчество").fill(name)
    dialog.get_by_label("Электронная почта").fill(email)
    dialog.get_by_role("button", name="Отправить приглашение").click()
    expect(dialog).to_have_count(0)


def accept(page: Page) -> None:
    """Set a password on the page of the link, with the rules of use where there are any."""
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=again]").fill(PASSWORD)
    if page.get_by_role("checkbox").count():
        page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Принять приглашение").click()
    expect(page.get_by_role("heading", level=1, name="Календарь")).to_be_visible()


@pytest.fixture
def people_page(signed_in: SignIn) -> Page:
    """«Люди организации» of the second demo member, by the menu."""
    page = signed_in(SECOND)
    page.get_by_role("navigation", name="Меню кабинета").get_by_role("link", name="Люди").click()
    expect(page.get_by_role("heading", level=1, name="Люди организации")).to_be_visible()
    return page


def test_access_is_asked_for_and_granted_and_a_password_is_set(
    contexts: Contexts, signed_in: SignIn, stack: Stack
) -> None:
    email, name = fresh_address(), f"Олег Новиков {token_hex(2)}"
    page = contexts().new_page()
    page.goto("/login")
    page.get_by_role("link", name="Подать заявку").click()
    page.get_by_role("button", name="Отправить заявку").click()
    expect(page.get_by_label("ИНН организации")).to_be_focused()
    expect(page.get_by_text("Заполните поле")).to_have_count(4)
    page.get_by_label("ИНН организации").fill(INN[SECOND])
    page.locator("input[name=organisation]").fill("Второй член")
    page.get_by_label("Фамилия, имя, отчество").fill(name)
    page.get_by_label("Электронная почта").fill(email)
    assert violations(page) == []
    page.get_by_role("button", name="Отправить заявку").click()
    expect(page.get_by_role("heading", name="Заявка принята")).to_be_visible()
    desk = signed_in(STAFF)
    desk.get_by_role("link", name="Доступ").click()
    expect(desk.get_by_role("row").filter(has_text=name)).to_contain_text("в реестре")
    assert violations(desk) == []
    desk.get_by_role("button", name=f"Пригласить: {name}").click()
    expect(desk.get_by_role("button", name=f"Пригласить: {name}")).to_have_count(0)
    expect(desk.get_by_role("button", name=f"Отозвать приглашение: {email}")).to_be_visible()
    page.goto(link_to(stack, email))
    expect(page.get_by_text("Вас приглашают работать от имени организации")).to_be_visible()
    assert violations(page) == []
    page.locator("input[name=password]").fill("Password12345")
    page.locator("input[name=again]").fill("Password")
    page.get_by_role("button", name="Принять приглашение").click()
    expect(page.get_by_text("Пароли не совпадают")).to_be_visible()
    accept(page)
    page.goto(link_to(stack, email))
    expect(page.get_by_role("alert")).to_contain_text("Приглашение не действует")


def test_a_colleague_is_invited_again_and_withdrawn(people_page: Page) -> None:
    page, email = people_page, fresh_address()
    page.get_by_role("button", name="Пригласить", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Отправить приглашение").click()
    expect(dialog.get_by_text("Заполните поле")).to_have_count(2)
    dialog.get_by_label("Фамилия, имя, отчество").fill("Ольга Зайцева")
    dialog.get_by_label("Электронная почта").fill(email)
    dialog.get_by_label("Последний день").fill("2020-01-01")
    dialog.get_by_role("button", name="Отправить приглашение").click()
    expect(dialog.get_by_text("Дата уже прошла.")).to_be_visible()
    assert violations(page, "[role=dialog]") == []
    dialog.get_by_label("Последний день").fill("2100-01-01")
    dialog.get_by_role("button", name="Отправить приглашение").click()
    row = page.get_by_role("row").filter(has_text=email)
    row.get_by_role("button", name="Отправить снова").click()
    expect(row).to_contain_text("писем: 2")
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    expect(row).to_contain_text("писем: 2")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    row.get_by_role("button", name="Отозвать").click()
    expect(page.get_by_text(email)).to_have_count(0)


def test_a_colleague_comes_is_removed_and_is_out_at_once(people_page: Page, contexts: Contexts, stack: Stack) -> None:
    email, name = fresh_address(), f"Ольга Зайцева {token_hex(2)}"
    invite(people_page, email, name)
    colleague = contexts().new_page()
    colleague.goto(link_to(stack, email))
    accept(colleague)
    people_page.reload()
    people_page.get_by_role("button", name=f"Удалить: {name}").click()
    dialog = people_page.get_by_role("dialog")
    expect(dialog).to_contain_text("сразу потеряет доступ")
    dialog.get_by_role("button", name="Удалить").click()
    expect(people_page.get_by_role("row").filter(has_text=email)).to_have_count(0)
    colleague.goto("/reports")
    expect(colleague).to_have_url(re.compile("/login$"))


def test_a_list_that_cannot_be_loaded_says_so_and_is_asked_for_again(signed_in: SignIn) -> None:
    page = signed_in(SECOND)
    page.route("**/api/v1/members/*/people", lambda route: route.abort())
    page.goto("/organisation/people")
    expect(page.get_by_role("alert")).to_contain_text("Сервер не отвечает")
    page.unroute_all()
    page.get_by_role("button", name="Повторить").first.click()
    expect(page.get_by_role("row").filter(has_text=SECOND)).to_contain_text("это вы")


def test_new_rules_stand_before_everything_but_reports(
    people_page: Page, contexts: Contexts, signed_in: SignIn, stack: Stack
) -> None:
    """In force far from now, so that nobody else of this copy is asked; for one person the day has come."""
    desk = signed_in(STAFF)
    desk.goto("/access-desk")
    desk.get_by_role("button", name="Опубликовать новую редакцию").click()
    text = f"Правила пользования личным кабинетом, редакция {token_hex(3)}."
    desk.get_by_label("Текст новой редакции").fill(text)
    desk.get_by_label("Действует с").fill("2100-01-01")
    desk.get_by_role("button", name="Опубликовать новую редакцию").click()
    expect(desk.get_by_role("region", name="Текст правил")).to_have_text(text)
    page = people_page

    def due(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "rules_due": True})

    page.route("**/api/v1/me", due)
    page.goto("/")
    expect(page.get_by_role("heading", level=1, name="Правила пользования")).to_be_visible()
    expect(page).to_have_url(re.compile("/rules$"))
    assert violations(page) == []
    page.get_by_role("link", name="перейти к отчетам").click()
    expect(page.get_by_role("heading", level=1, name="Отчеты")).to_be_visible()
    page.get_by_role("link", name="Люди").click()
    expect(page.get_by_role("heading", level=1, name="Правила пользования")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Принять правила").click()
    expect(page.get_by_text("Вы приняли эту редакцию")).to_be_visible()
    page.get_by_role("link", name="Люди").click()
    expect(page.get_by_role("heading", level=1, name="Люди организации")).to_be_visible()
    email = fresh_address()
    invite(page, email, "Ольга Зайцева")
    newcomer = contexts().new_page()
    newcomer.goto(link_to(stack, email))
    newcomer.locator("input[name=password]").fill(PASSWORD)
    newcomer.locator("input[name=again]").fill(PASSWORD)
    newcomer.get_by_role("button", name="Принять приглашение").click()
    expect(newcomer.get_by_text("Прочитайте и примите правила")).to_be_visible()
    assert violations(newcomer) == []
    accept(newcomer)
