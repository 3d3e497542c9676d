"""A draft on trial in the browser: over one report, over all past ones, and as the shadow of those that come."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.axe import violations
from tests.browser.steps import FORM, MEMBER, STAFF, SignIn

TOTAL = "Отчетность.Раздел2Показатели.ЗадолженностьВсего"
NEVER = {"code": "Я-01", "title": "Задолженность отрицательна", "formula": f"{TOTAL} < 0"}
# A back-test waits for the live reports of other tests.
PATIENCE_MS = 60_000


def begin_draft(page: Page) -> None:
    """A draft of the triggers in force and one more, which fires in every report."""
    page.goto(f"/forms/{FORM}")
    page.get_by_role("button", name="Создать черновик", exact=True).click()
    page.wait_for_url(re.compile(r"/rule-sets/"))
    path = f"/api/v1{page.url[page.url.index('/rule-sets/') :]}"
    draft: dict[str, Any] = page.request.get(path).json()
    rules = {name: draft[name] for name in ("version", "parameters", "triggers")}
    token = page.request.get("/api/v1/me").json()["csrf_token"]
    saved = page.request.put(
        path,
        data={"rules": {**rules, "triggers": [*rules["triggers"], NEVER]}},
        headers={"X-CSRF-Token": token, "If-Match": f'"{draft["revision"]}"'},
    )
    assert saved.ok, saved.text()
    page.reload()
    page.get_by_role("link", name="Испытание").click()


def test_a_draft_is_tried_on_a_report_back_tested_and_followed_as_a_shadow(signed_in: SignIn) -> None:
    page = signed_in(STAFF)
    begin_draft(page)

    tried = page.get_by_role("region", name="Примерить к отчету")
    tried.get_by_label("Отчетный год").select_option(str(steps.quarter_end(2).year))
    tried.get_by_role("combobox", name="Отчет", exact=True).click()
    page.get_by_role("option").filter(has_text="Принят без ошибок").first.click()
    tried.get_by_role("button", name="Примерить").click()
    finding = tried.get_by_role("listitem").filter(has_text="Я-01")
    expect(finding).to_contain_text("сработал")
    # The report's own number stands in the formula, and in its cell.
    expect(finding).to_contain_text(re.compile(r"С числами отчета \d+(\.\d+)? < 0"))
    expect(finding.get_by_role("definition")).to_have_text(re.compile(r"^[\d\s]+(,\d+)?$"))
    tried.get_by_text(re.compile(r"Выполнены: \d+ триггер")).click()
    expect(tried.get_by_role("listitem").filter(has_text="С числами отчета").nth(1)).to_be_visible()

    backtest = page.get_by_role("region", name="Проверка на прошлых отчетах")
    backtest.get_by_role("button", name="Проверить на прошлых отчетах").click()
    expect(backtest.get_by_text(re.compile("Завершена"))).to_be_visible(timeout=PATIENCE_MS)
    row = backtest.get_by_role("row").filter(has_text="Я-01")
    expect(row).to_be_visible()
    fired = int(row.get_by_role("cell").first.inner_text())
    assert fired > 0
    expect(row.get_by_role("cell").nth(1)).to_have_text(str(fired))
    row.get_by_role("button", name="Показать примеры: Я-01").click()
    examples = backtest.get_by_role("list", name="Примеры: Я-01")
    expect(examples.get_by_role("listitem").first).to_contain_text("сработает впервые")
    expect(examples.get_by_role("link").first).to_have_attribute("href", re.compile("^/reports/"))
    assert violations(page) == []

    shadow = page.get_by_role("region", name="Теневой прогон")
    shadow.get_by_role("button", name="Начать теневой прогон").click()
    expect(shadow.get_by_text(re.compile("Идет с"))).to_be_visible()
    shadow.get_by_role("button", name="Остановить прогон").click()
    expect(shadow.get_by_text(re.compile("Остановлен"))).to_be_visible()

    # What was tested may be published without saying why it was not.
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_role("dialog").get_by_text("Эта редакция проверена на прошлых отчетах.")).to_be_visible()


def test_the_health_of_triggers_is_for_methodologists_and_the_list_of_those_switched_off_for_all(
    signed_in: SignIn,
) -> None:
    staff = signed_in(STAFF)
    staff.goto(f"/forms/{FORM}")
    staff.get_by_role("link", name="Здоровье триггеров").click()
    expect(staff.get_by_role("status").filter(has_text=re.compile(r"За это время проверено: \d+"))).to_be_visible()
    expect(staff.get_by_role("row").nth(1)).to_contain_text("%")
    assert violations(staff) == []
    staff.get_by_label("С", exact=True).fill("2001-01-01")
    staff.get_by_label("По", exact=True).fill("2001-02-01")
    expect(staff.get_by_role("heading", name="За это время отчетов этой формы не проверяли")).to_be_visible()

    member = signed_in(MEMBER, viewport={"width": 390, "height": 800})
    member.get_by_role("link", name="Выключенные триггеры").click()
    expect(member.get_by_role("heading", level=1, name="Выключенные триггеры")).to_be_visible()
    expect(member.get_by_role("button", name=re.compile("Включить"))).to_have_count(0)
    assert violations(member) == []
    member.goto(f"/forms/{FORM}/health")
    expect(member.get_by_role("heading", name="Здоровье триггеров видят методологи.")).to_be_visible()
