"""Getting in and out: refusals in words, the way back, and nothing left behind on a shared computer."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser import steps
from tests.browser.steps import MEMBER, SignIn
from tests.product import Stack

Contexts = Callable[..., BrowserContext]


def test_a_wrong_password_is_refused_in_words(contexts: Contexts) -> None:
    page = contexts().new_page()
    page.goto("/login")
    page.get_by_label("Электронная почта").fill(MEMBER)
    page.locator("input[name=password]").fill("wrong")
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("alert")).to_contain_text("Неверный адрес или пароль")
    expect(page).to_have_title(re.compile("^Ошибка: "))
    expect(page).to_have_url(re.compile("/login$"))


def test_empty_fields_are_named_and_the_first_takes_the_focus(contexts: Contexts) -> None:
    page = contexts().new_page()
    page.goto("/login")
    page.get_by_role("button", name="Войти").click()
    email = page.get_by_label("Электронная почта")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description("Введите адрес почты")


def test_one_comes_back_to_the_page_that_was_asked_for(contexts: Contexts, stack: Stack) -> None:
    page = contexts().new_page()
    page.goto("/organisation")
    expect(page).to_have_url(re.compile("/login$"))
    page.get_by_label("Электронная почта").fill(MEMBER)
    page.locator("input[name=password]").fill(stack.accounts[MEMBER])
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("heading", level=1, name="Сведения об организации")).to_be_visible()
    expect(page.get_by_text("7707083893")).to_be_visible()


def test_after_signing_out_the_data_is_gone_also_by_the_back_button(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    steps.all_reports(page, steps.quarter_end(1).year)
    page.get_by_role("button", name="Выход").click()
    expect(page.get_by_role("heading", level=1, name="Вход в кабинет")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Вход в кабинет")).to_be_visible()
    expect(page.locator("tr[data-report]")).to_have_count(0)


def test_without_javascript_a_plain_message_stands(contexts: Contexts) -> None:
    page = contexts(java_script_enabled=False).new_page()
    page.goto("/")
    # By element: the ways of finding by text and role leave `noscript` out.
    message = page.locator("noscript main")
    expect(message).to_be_visible()
    assert "включены JavaScript и cookies" in message.inner_text()


def test_without_cookies_a_plain_message_stands(contexts: Contexts) -> None:
    context = contexts()
    context.add_init_script("Object.defineProperty(navigator, 'cookieEnabled', { value: false })")
    page = context.new_page()
    page.goto("/login")
    expect(page.get_by_role("alert")).to_contain_text("выключены cookies")
    expect(page.get_by_role("button", name="Войти")).to_have_count(0)
