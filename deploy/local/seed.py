"""Fills in the demo SRO through the doors that people use: the command that creates a person, then the HTTP API."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from contracts.periods import Period
from deploy.local import demo
from deploy.local.demo import Filing, Person
from deploy.local.demo_client import Api, ApiError
from deploy.local.installation import Installation
from deploy.local.settings import PROJECT
from services.validator.commands import sample

Say = Callable[[str], None]

MOSCOW = ZoneInfo("Europe/Moscow")
GROUNDS = "Демонстрационные данные: отчет поступил на бумаге до запуска кабинета"
# Longer than an ack wait (30 s): what was lost on the way has come again by then.
_PATIENCE = 100.0
# A service that has just started learns forms, members and working days from events: until then it refuses so.
_NOT_YET = {"unknown_form", "year_not_loaded", "unavailable", "timeout"}


def seed_demo(installation: Installation, say: Say) -> None:
    """Make what is missing of the demo SRO; what is there already stays as it is. Safe to break off and repeat."""
    address, passwords = installation.public_url, demo.accounts(installation.settings.data_dir)
    today = datetime.now(MOSCOW).date()
    for person in demo.PEOPLE:
        if person.member is None:
            _ensure_person(installation, person, passwords[person.email], organisation=None)
    staff = Api.sign_in(address, demo.STAFF.email, passwords[demo.STAFF.email])
    members = [_ensure_member(staff, card) for card in demo.MEMBERS]
    for person in demo.PEOPLE:
        if person.member is not None:
            _ensure_person(installation, person, passwords[person.email], organisation=members[person.member])
    for form, period in demo.periods(today):
        _open_period(staff, form, period, say)
    _hand_in_all(staff, members, today, installation.settings.large_demo, say)
    staff.sign_out()


def _ensure_person(installation: Installation, person: Person, password: str, organisation: str | None) -> None:
    try:
        Api.sign_in(installation.public_url, person.email, password).sign_out()
    except ApiError as error:
        if error.status != 401:
            raise
        _create_person(installation, person, password, organisation)


def _create_person(installation: Installation, person: Person, password: str, organisation: str | None) -> None:
    options = ["--email", person.email, "--name", person.name, "--role", person.role]
    options += ["--organisation", organisation] if organisation else []
    done = subprocess.run(
        [sys.executable, "-m", "services.auth", "create-person", *options],
        cwd=PROJECT, env={**os.environ, **installation.environment("auth"), "KABINET_TRACE_FILE": ""},
        input=password, text=True, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"{person.email} was not created: {done.stderr.strip()[-2000:]}")


def _ensure_member(staff: Api, card: dict[str, Any]) -> str:
    found = staff.get("/members", search=card["inn"])["items"]
    return str((found[0] if found else staff.post("/members", card))["id"])


def _open_period(staff: Api, form: str, period: Period, say: Say) -> None:
    body = {"form": form, "kind": str(period.kind), "year": period.start.year, "number": period.number}
    try:
        _patiently(lambda: staff.post("/periods", body))
    except ApiError as error:
        if error.code != "year_not_loaded":
            raise
        # Its term ends in a year whose working days nobody has published: it is opened once they are.
        say(f"{form}, {period.label}, is not open: the working days of its term are not known.")


def _hand_in_all(staff: Api, members: list[str], today: date, with_large: bool, say: Say) -> None:
    with tempfile.TemporaryDirectory(prefix="kabinet-seed-") as folder:
        waiting = [_hand_in(staff, members, filing, today, Path(folder)) for filing in demo.FILINGS]
        for submission in filter(None, waiting):
            _until_checked(staff, submission)
        large = _hand_in(staff, members, demo.LARGE_FILING, today, Path(folder)) if with_large else None
    if any(waiting) or large:
        say(f"Handed in {sum(map(bool, [*waiting, large]))} demo reports.")


def _hand_in(staff: Api, members: list[str], filing: Filing, today: date, folder: Path) -> str | None:
    """Register one report, received a few days after its period; None if there already is one."""
    period = demo.period(filing.ago, today)
    report = _patiently(lambda: _obligation(staff, members[filing.member], period))
    if report["submissions_count"]:
        return None
    file = folder / f"{demo.FORM}-{period.end:%Y}-{period.number}-{filing.member}.xtdd"
    _sample(filing, period, file)
    received = datetime.combine(period.end + timedelta(days=10), datetime.min.time(), MOSCOW) + timedelta(hours=12)
    received = min(received, datetime.now(MOSCOW))
    receipt = staff.upload(
        report["id"], file, key=f"demo-{report['id']}", received_at=received.isoformat(), grounds=GROUNDS
    )
    return str(receipt["submission_id"])


def _obligation(staff: Api, member: str, period: Period) -> Any:
    reports = staff.get("/reports", form=demo.FORM, year=str(period.end.year), member=member)["items"]
    found = [report for report in reports if report["reporting_date"] == period.end.isoformat()]
    if not found:
        raise LookupError(f"no report of {member} for {period.label}")
    return found[0]


def _sample(filing: Filing, period: Period, file: Path) -> None:
    inn = demo.MEMBERS[filing.member]["inn"]
    options = ["--form", demo.FORM, "--period", f"{period.end.year}Q{period.number}", "--inn", inn, "-o", str(file)]
    options += [word for fault in filing.faults for word in ("--fault", fault)]
    options += ["--size", str(filing.size)] if filing.size else []
    # In this process: nine starts of Python would take longer than the rest of the seed.
    if sample.main(options) != 0:
        raise RuntimeError(f"no sample for {period.label}: {' '.join(options)}")
    if filing.without:
        whole = file.read_text(encoding="utf-8-sig")
        element = re.compile(rf"<(\w+:)?{filing.without}>[^<]*</(\w+:)?{filing.without}>")
        file.write_text(element.sub("", whole), encoding="utf-8")


def _until_checked(staff: Api, submission: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while staff.get(f"/submissions/{submission}")["status"] == "checking":
        if time.monotonic() > deadline:
            raise TimeoutError(f"submission {submission} is not checked after {_PATIENCE:.0f} s: see `make status`")
        time.sleep(0.1)


def _patiently(attempt: Callable[[], Any]) -> Any:
    """What an event still on its way makes impossible now is tried again for a while."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return attempt()
        except (LookupError, ApiError) as error:
            passing = isinstance(error, LookupError) or error.code in _NOT_YET
            if not passing or time.monotonic() > deadline:
                raise
        time.sleep(0.2)
