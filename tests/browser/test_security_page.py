"""«Безопасность»: the second factor, sessions and keys as people use them. Everybody here is a person of their own."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.steps import MEMBER, SignIn
from tests.product import Stack

Contexts = Callable[..., BrowserContext]
PASSWORD = "Пять зеленых холмов 7"


@pytest.fixture
def clerk(stack: Stack) -> str:
    """The address of somebody new at the SRO, whose password is `PASSWORD`."""
    email = f"{secrets.token_hex(4)}@sro.example"
    command = [sys.executable, "-m", "services.auth", "create-person", "--role", "clerk", "--name", "Павел Чтец"]
    environment = {**os.environ, **stack.installation.environment("auth")}
    subprocess.run([*command, "--email", email], input=PASSWORD, text=True, env=environment, check=True)
    return email


def door(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/login")
    page.get_by_label("Электронная почта").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Войти").click()


def at_home(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name="Календарь")).to_be_visible()


def set_up(page: Page) -> tuple[pyotp.TOTP, list[str]]:
    """Through the page: what makes codes, and the recovery codes."""
    page.goto("/security")
    page.get_by_role("button", name="Подключить").click()
    totp = pyotp.TOTP(page.get_by_text("Откройте приложение").locator(".mono").inner_text())
    expect(page.get_by_role("img", name="Картинка с ключом")).to_be_visible()
    page.get_by_label("Код из приложения").fill("000")
    page.get_by_role("button", name="Подтвердить").click()
    expect(page.get_by_label("Код из приложения")).to_have_accessible_description("Код не подходит.")
    page.get_by_label("Код из приложения").fill(totp.now())
    page.get_by_role("button", name="Подтвердить").click()
    expect(page.get_by_role("heading", name="Резервные коды")).to_be_visible()
    codes = page.locator("ul.mono li").all_inner_texts()
    page.get_by_role("button", name="Коды сохранены").click()
    expect(page.get_by_text("Подключен. Резервных кодов осталось: 10.")).to_be_visible()
    return totp, codes


def test_a_second_factor_is_set_up_and_asked_for_at_the_door(contexts: Contexts, clerk: str) -> None:
    page = contexts().new_page()
    door(page, clerk)
    at_home(page)
    _, codes = set_up(page)
    other = contexts().new_page()
    door(other, clerk)
    code = other.get_by_label("Код подтверждения")
    expect(code).to_be_focused()
    code.fill("123456")
    code.press("Enter")
    expect(other.get_by_role("alert")).to_contain_text("Код не подходит")
    code.fill(codes[0])
    code.press("Enter")
    at_home(other)


def test_a_password_is_changed_and_the_other_sessions_end(contexts: Contexts, clerk: str) -> None:
    page, other = contexts().new_page(), contexts().new_page()
    for one in (page, other):
        door(one, clerk)
        at_home(one)
    page.goto("/security")
    page.locator("input[name=current]").fill(PASSWORD)
    for name in ("fresh", "again"):
        page.locator(f"input[name={name}]").fill("Password12345")
    page.get_by_role("button", name="Сменить пароль").click()
    expect(page.get_by_text("Такой пароль легко подобрать")).to_be_visible()
    for name in ("fresh", "again"):
        page.locator(f"input[name={name}]").fill("Семь синих морей 8")
    page.get_by_role("button", name="Сменить пароль").click()
    expect(page.get_by_text("Пароль изменен")).to_be_attached()
    expect(page.get_by_role("row").filter(has_text="этот сеанс")).to_have_count(1)
    other.goto("/reports")
    expect(other).to_have_url(re.compile("/login$"))


def test_a_password_known_to_others_leads_back_to_the_door(contexts: Contexts, clerk: str) -> None:
    page = contexts().new_page()
    door(page, clerk)
    at_home(page)
    page.goto("/security")
    page.locator("input[name=current]").fill(PASSWORD)
    for name in ("fresh", "again"):
        page.locator(f"input[name={name}]").fill("Семь синих морей 8")
    page.get_by_role("button", name="Пароль стал известен другим").click()
    expect(page).to_have_url(re.compile("/login$"))
    expect(page.get_by_text("все сеансы завершены")).to_be_visible()
    door(page, clerk, "Семь синих морей 8")
    at_home(page)


def test_a_session_elsewhere_is_ended(contexts: Contexts, clerk: str) -> None:
    page, other = contexts().new_page(), contexts().new_page()
    for one in (page, other):
        door(one, clerk)
        at_home(one)
    page.goto("/security")
    page.get_by_role("button", name=re.compile("^Завершить сеанс")).click()
    expect(page.get_by_role("button", name=re.compile("^Завершить сеанс"))).to_have_count(0)
    other.goto("/reports")
    expect(other).to_have_url(re.compile("/login$"))


def test_a_key_is_made_shown_once_and_revoked(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    page.get_by_role("link", name="Безопасность и вход").click()
    page.get_by_role("button", name="Создать ключ").click()
    page.get_by_label("Для какой программы").fill("Учет займов")
    page.get_by_role("button", name="Создать ключ").click()
    shown = page.get_by_text("Скопируйте его сейчас").locator("xpath=following-sibling::p").inner_text()
    assert re.fullmatch(r"kab_[\w-]{43}", shown)
    page.get_by_role("button", name="Закрыть").click()
    expect(page.get_by_text(shown)).to_have_count(0)
    page.get_by_role("button", name="Отозвать ключ: Учет займов").first.click()
    expect(page.get_by_role("row").filter(has_text="Учет займов").first).to_contain_text("отозван")


def test_clerks_have_no_keys_of_programs(contexts: Contexts, clerk: str) -> None:
    page = contexts().new_page()
    door(page, clerk)
    at_home(page)
    page.goto("/security")
    expect(page.get_by_role("heading", name="Где выполнен вход")).to_be_visible()
    expect(page.get_by_role("heading", name="Ключи для программ")).to_have_count(0)
