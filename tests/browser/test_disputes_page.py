"""A member explains a trigger, staff answer, and the next version shows it as «пояснено»."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.axe import violations
from tests.browser.steps import SECOND, STAFF, SignIn

TEXT = "Округление сумм филиалов, расчет приложен письмом"
LAST = date.today() + timedelta(days=200)


def open_findings(page: Page, file: Path, ago: int) -> None:
    """Hand in a file, and walk from its row to what was found in it."""
    row = steps.row_of(page, ago)
    steps.choose(row, file)
    steps.strip_of(row).get_by_role("link", name="Посмотреть ошибки").click(timeout=steps.VERDICT_MS)
    expect(page.get_by_role("heading", level=1, name="Ошибки триггера")).to_be_visible()


def say(page: Page, act: str, code: str, text: str) -> None:
    page.get_by_role("button", name=f"{act}: триггер {code}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Отправить в СРО").click()
    expect(dialog.get_by_text("Напишите, что вы хотите сообщить.")).to_be_visible()
    assert violations(page, "[role=dialog]") == []
    dialog.get_by_role("textbox").first.fill(text)
    dialog.get_by_role("button", name="Отправить в СРО").click()
    expect(dialog).to_have_count(0)


def test_an_accepted_explanation_is_shown_on_the_next_version(signed_in: SignIn, tmp_path: Path) -> None:
    member = signed_in(SECOND)
    file = steps.sample(1, tmp_path, email=SECOND, faults=("П-03", "К-01"), seed=81)
    open_findings(member, file, 1)
    say(member, "Пояснить", "К-01", TEXT)
    card = member.locator("article#К-01")
    expect(card).to_contain_text("Пояснение ждет ответа СРО")
    expect(card.get_by_role("button", name=re.compile("Пояснить"))).to_have_count(0)
    expect(member.locator("article#П-03").get_by_role("button", name=re.compile("Оспорить"))).to_be_visible()
    assert violations(member) == []

    staff = signed_in(STAFF)
    staff.get_by_role("link", name="Пояснения и споры").click()
    expect(staff.get_by_role("status").filter(has_text=re.compile(r"Ждут ответа: \d+"))).to_be_visible()
    waiting = staff.get_by_role("article").filter(has_text=TEXT)
    expect(waiting).to_contain_text("К-01")
    assert violations(staff) == []
    waiting.get_by_role("button", name=re.compile("Ответить")).click()
    dialog = staff.get_by_role("dialog")
    dialog.get_by_role("button", name="Отправить ответ").click()
    expect(dialog.get_by_text("Укажите дату.")).to_be_visible()
    assert violations(staff, "[role=dialog]") == []
    dialog.get_by_label("Учитывать до").fill(LAST.isoformat())
    dialog.get_by_role("textbox", name="Ответ члену СРО").fill("Принято")
    dialog.get_by_role("button", name="Отправить ответ").click()
    expect(waiting).to_have_count(0)

    # The page of the member learns of it by itself.
    expect(card).to_contain_text(f"пояснено действует до {LAST:%d.%m.%Y}")
    open_findings(member, file, 1)
    card = member.locator("article#К-01")
    expect(card.get_by_text("пояснено", exact=True)).to_be_visible()
    expect(card).to_contain_text(TEXT)
    # The status word stays.
    expect(member.locator("[data-status]").first).to_have_text("Принят с ошибками")
    expect(member.get_by_role("region", name="Итоги проверки")).to_contain_text("пояснено: 1")
    expect(steps.row_of(member, 1)).to_contain_text("пояснено: 1")
    member.goto("/messages/inbox")
    notice = member.get_by_role("listitem").filter(has_text="[Принято] Пояснение по триггеру К-01").first
    expect(notice).to_be_visible()
    notice.get_by_role("link", name="Открыть").click()
    expect(member.get_by_role("heading", level=1, name="Ошибки триггера")).to_be_visible()


def test_a_refusal_needs_reasons_which_the_member_reads(signed_in: SignIn, tmp_path: Path) -> None:
    member = signed_in(SECOND)
    open_findings(member, steps.sample(2, tmp_path, email=SECOND, faults=("П-01",), seed=82), 2)
    text = "Триггер не учитывает изменение формы"
    say(member, "Оспорить", "П-01", text)

    staff = signed_in(STAFF)
    staff.goto("/messages/inbox")
    notice = staff.get_by_role("listitem").filter(has_text="[Ждет ответа] Возражение по триггеру П-01").first
    notice.get_by_role("link", name="Открыть").click()
    waiting = staff.get_by_role("article").filter(has_text=text)
    waiting.get_by_role("button", name=re.compile("Ответить")).click()
    dialog = staff.get_by_role("dialog")
    dialog.get_by_label("Не принимать").check()
    dialog.get_by_role("button", name="Отправить ответ").click()
    expect(dialog.get_by_text("Напишите, почему не принято.")).to_be_visible()
    dialog.get_by_role("textbox", name="Основания").fill("Форма не менялась")
    dialog.get_by_role("button", name="Отправить ответ").click()
    expect(waiting).to_have_count(0)

    card = member.locator("article#П-01")
    expect(card).to_contain_text("СРО не приняло возражение")
    expect(card).to_contain_text("Форма не менялась")
    # It can be said again.
    expect(card.get_by_role("button", name=re.compile("Пояснить"))).to_be_visible()
