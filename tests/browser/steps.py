"""What the browser tests do again and again: sign in, find a report's row, choose and drop files."""

import base64
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from contracts.periods import PeriodKind, period_containing
from services.validator.sampler.generator import sample_report
from tests.cabinet import MEMBER, SECOND, STAFF

__all__ = ["MEMBER", "SECOND", "STAFF"]

SignIn = Callable[..., Page]
FORM = "0420846"
INN = {MEMBER: "7707083893", SECOND: "7812345675"}
VERDICT_MS = 20_000

# Runs in the page: a drag of one file from outside, as the browser reports it, onto an element.
_DROP = """([element, name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }
}"""


def sign_in(page: Page, email: str, password: str) -> None:
    """Through the page; back when the calendar is there."""
    page.goto("/login")
    page.get_by_label("Электронная почта").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("heading", level=1, name="Календарь")).to_be_visible()


def quarter_end(ago: int) -> date:
    """The last day of the quarter `ago` quarters before the current one (1: the last that ended)."""
    today = date.today()
    if ago == 0:
        return period_containing(PeriodKind.QUARTER, today).end
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    for _ in range(ago - 1):
        last = first - timedelta(days=1)
        first = last.replace(month=last.month - 2, day=1)
    return first - timedelta(days=1)


def all_reports(page: Page, year: int) -> None:
    """Open «Отчеты» with every report of a year."""
    page.goto(f"/reports?show=all&year={year}")
    expect(page.get_by_role("table")).to_be_visible()


def row_of(page: Page, ago: int, *, form: str = FORM) -> Locator:
    """The row of the form for that quarter; opens the year in which it lies."""
    all_reports(page, quarter_end(ago).year)
    return row_here(page, ago, form=form)


def row_here(page: Page, ago: int, *, form: str = FORM) -> Locator:
    """The same in the table that is shown: what is on its way stays, as the page is not loaded anew."""
    end = quarter_end(ago)
    rows = page.locator("tr[data-report]").filter(has_text=form).filter(has_text=end.strftime("%d.%m.%Y"))
    expect(rows).to_have_count(1)
    return rows


def strip_of(row: Locator) -> Locator:
    """What stands below a row while its file is on its way or being checked."""
    return row.locator("xpath=following-sibling::tr[1]")


def sample(ago: int, folder: Path, *, email: str = MEMBER, faults: tuple[str, ...] = (), **options: Any) -> Path:
    """A file for that quarter on disk; it fires exactly `faults`."""
    end = quarter_end(ago)
    period = f"{end.year}Q{end.month // 3}"
    path = folder / f"{FORM}-{period}.xtdd"
    path.write_bytes(sample_report(FORM, period, INN[email], faults=faults, **options))
    return path


def choose(row: Locator, file: Path) -> None:
    """Choose a file by the row's button."""
    with row.page.expect_file_chooser() as chooser:
        row.get_by_role("button", name=re.compile("Загрузить отчет")).click()
    chooser.value.set_files(file)


def drop(target: Locator, file: Path) -> None:
    """Drop a file on an element."""
    content = base64.b64encode(file.read_bytes()).decode()
    target.evaluate(f"(element, file) => ({_DROP})([element, ...file])", [file.name, content])


def expect_status(row: Locator, status: str) -> None:
    """The row shows the verdict on the file that was just handed in (an older one does not count)."""
    expect(strip_of(row).get_by_role("button", name="Свернуть")).to_be_visible(timeout=VERDICT_MS)
    expect(row.locator("[data-status]")).to_have_text(status, timeout=VERDICT_MS)
