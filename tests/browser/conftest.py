"""A real Chromium, and pages of people who are signed in to the running product."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.steps import SignIn, sign_in
from tests.product import Stack

# The machine of a test run is busy with the whole product.
PATIENCE_MS = 15_000
FLAGS = ["--no-sandbox", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each takes contexts of its own."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        # The system's browser where there is one, else the one that Playwright installed.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def contexts(chromium: Browser, stack: Stack) -> Iterator[Callable[..., BrowserContext]]:
    """Make a fresh context (no cookies, no preferences); options are those of Playwright."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        usual = {"viewport": {"width": 1280, "height": 900}, "locale": "ru-RU", "timezone_id": "Europe/Moscow"}
        context = chromium.new_context(base_url=stack.base_url, **{**usual, **options})
        context.set_default_timeout(PATIENCE_MS)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def signed_in(contexts: Callable[..., BrowserContext], stack: Stack) -> SignIn:
    """Sign a demo person in through the page, by keyboard and mouse as people do."""

    def enter(email: str, **options: Any) -> Page:
        page = contexts(**options).new_page()
        # File dialogs are caught from the start: switched on only when one is awaited, the first could slip by.
        page.on("filechooser", lambda _: None)
        sign_in(page, email, stack.accounts[email])
        return page

    return enter
