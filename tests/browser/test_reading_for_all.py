"""Everybody can use it: axe on every page, the keyboard alone, large type, a phone, English."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.axe import violations
from tests.browser.steps import MEMBER, STAFF, SignIn

MEMBER_PAGES = ["/", "/security", "/reports", "/reports?show=all", "/messages/inbox", "/organisation", "/nowhere"]
STAFF_PAGES = [
    "/",
    "/reports",
    "/members",
    "/members/import",
    "/members/changes",
    "/forms",
    "/forms/0420846",
    "/forms/0420846/structure",
    "/periods",
    "/disputes",
]
PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 640}


def settle(page: Page, address: str) -> None:
    """Open a page and wait until its data is there."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Загружаем…")).to_have_count(0)


def width_of(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("address", MEMBER_PAGES)
def test_axe_finds_nothing_on_the_pages_of_a_member(signed_in: SignIn, address: str) -> None:
    page = signed_in(MEMBER)
    settle(page, address)
    assert violations(page) == []


@pytest.mark.parametrize("address", STAFF_PAGES)
def test_axe_finds_nothing_on_the_pages_of_the_staff(signed_in: SignIn, address: str) -> None:
    page = signed_in(STAFF)
    settle(page, address)
    assert violations(page) == []


def test_axe_finds_nothing_on_a_report_its_findings_and_its_receipt(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    steps.row_of(page, 2).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="История")).to_be_visible()
    report = page.url
    assert violations(page) == []
    page.get_by_role("link", name="Ошибки триггера").first.click()
    expect(page.get_by_role("region", name="Итоги проверки")).to_be_visible()
    assert violations(page) == []
    page.goto(report)
    page.get_by_role("link", name=re.compile("Квитанция")).first.click()
    expect(page.get_by_text("Подпись (Ed25519)")).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_at_the_door(chromium: Any, stack: Any) -> None:
    page = chromium.new_page(base_url=stack.base_url)
    settle(page, "/login")
    found = violations(page)
    page.close()
    assert found == []


def test_the_main_journey_goes_by_keyboard_alone(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Перейти к содержанию")).to_be_focused()
    steps.all_reports(page, steps.quarter_end(1).year)
    page.keyboard.press("/")
    expect(page.get_by_label("Найти отчёт")).to_be_focused()
    page.keyboard.type(f"{steps.FORM} III квартал" if steps.quarter_end(1).month == 9 else steps.FORM)
    rows = page.locator("tr[data-report]")
    expect(rows.first).to_contain_text(steps.FORM)
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    expect(rows.first).to_be_focused()
    row = steps.row_here(page, 1)
    while not row.evaluate("row => row === document.activeElement"):
        page.keyboard.press("j")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("u")
    chooser.value.set_files(steps.sample(1, tmp_path, faults=("К-01",), seed=11))
    steps.expect_status(row, "Принят с ошибками")
    row.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    link = page.get_by_role("link", name="Ошибки триггера").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").first).to_contain_text("Капитал")


def test_single_keys_can_be_switched_off(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    steps.all_reports(page, steps.quarter_end(1).year)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Клавиши")
    dialog.get_by_role("switch", name="Клавиши включены").click(force=True)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("j")
    expect(page.locator("tr[data-report]:focus")).to_have_count(0)


def test_the_version_for_the_visually_impaired_is_one_press_away(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="Версия для слабовидящих").click()
    assert page.evaluate(size) >= before * 1.5
    expect(page.locator("svg.picture").first).to_be_hidden()
    assert violations(page) == []
    page.reload()
    expect(page.get_by_role("button", name="Обычная версия")).to_be_visible()
    steps.all_reports(page, steps.quarter_end(1).year)
    assert width_of(page) <= 1280


@pytest.mark.parametrize("viewport", [PHONE, SMALLEST, {"width": 1024, "height": 768}])
@pytest.mark.parametrize("address", ["/", "/reports?show=all", "/messages/inbox", "/organisation"])
def test_no_page_scrolls_sideways(signed_in: SignIn, viewport: dict[str, int], address: str) -> None:
    page = signed_in(MEMBER, viewport=viewport)
    settle(page, address)
    assert width_of(page) <= viewport["width"]


def test_on_a_phone_rows_are_cards_and_the_menu_is_a_drawer(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in(MEMBER, viewport=PHONE)
    page.get_by_role("button", name="Открыть меню").click()
    page.get_by_role("dialog").get_by_role("link", name="Отчеты").click()
    row = steps.row_of(page, 3)
    assert row.evaluate("row => getComputedStyle(row).display") == "block"
    expect(row.get_by_role("cell", name=re.compile("квартал")).first).to_be_visible()
    steps.choose(row, steps.sample(3, tmp_path, seed=12))
    steps.expect_status(row, "Принят без ошибок")


def test_targets_are_large_enough(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    steps.all_reports(page, steps.quarter_end(1).year)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input:not([hidden]):not([type=radio])")]
          .map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
          .filter(([, box]) => box.width > 0 && (box.width < 32 || box.height < 32))
          .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""
    )
    assert small == []


def test_english_is_one_press_away_and_stays(signed_in: SignIn) -> None:
    page = signed_in(MEMBER)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1, name="Calendar")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Reports").first.click()
    expect(page.get_by_role("columnheader", name="Status")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Русский")).to_be_visible()


def test_reduced_motion_and_forced_colours_are_respected(signed_in: SignIn) -> None:
    page = signed_in(MEMBER, reduced_motion="reduce", forced_colors="active")
    steps.all_reports(page, steps.quarter_end(1).year)
    badge = page.locator("[data-status]").first
    assert badge.evaluate("badge => getComputedStyle(badge).borderTopStyle") == "solid"
    expect(badge).to_be_visible()
