"""The demo SRO: its people, its members, and what they have handed in, relative to today."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from contracts.periods import Period, PeriodKind, period_containing
from deploy.local.files import read_json, write_json

ACCOUNTS_FILE = "demo-accounts.json"
FORM = "0420846"
# Form, kind of its period, and which periods are open: how many of them ago; 0 is the current one, -1 the next.
OPEN: tuple[tuple[str, PeriodKind, tuple[int, ...]], ...] = (
    (FORM, PeriodKind.QUARTER, (4, 3, 2, 1, 0, -1)),
    ("0420841", PeriodKind.QUARTER, (1, 0)),
    ("СРО-ЖАЛОБЫ", PeriodKind.QUARTER, (1, 0)),
    ("СРО-АУДИТ", PeriodKind.YEAR, (1, 0)),
)


@dataclass(frozen=True)
class Person:
    """A demo account. `member`: index of the demo member that it belongs to; None for the staff of the SRO."""

    email: str
    name: str
    role: str
    member: int | None = None


STAFF = Person("staff@demo.kabinet.example", "Анна Соколова", "sro_admin")
PEOPLE = (
    STAFF,
    Person("ops@demo.kabinet.example", "Пётр Ильин", "operator"),
    Person("member@demo.kabinet.example", "Мария Орлова", "member_admin", member=0),
    Person("second@demo.kabinet.example", "Игорь Лапин", "member_admin", member=1),
)


def _organisation(inn: str, ogrn: str, name: str, email: str) -> dict[str, Any]:
    return {
        "inn": inn,
        "ogrn": ogrn,
        "full_name": f"Общество с ограниченной ответственностью Микрокредитная компания «{name}»",
        "short_name": f"ООО МКК «{name}»",
        "type": "МКК",
        "included_on": "2019-03-12",
        "email": email,
    }


# Invented organisations; the checksums of their numbers are right.
MEMBERS = (
    _organisation("7707083893", "1027700132195", "Пример", "office@primer.example"),
    _organisation("7812345675", "1117812345672", "Северный берег", "office@bereg.example"),
    _organisation("5406543215", "1095406543210", "Обь", "office@ob.example"),
)


@dataclass(frozen=True)
class Filing:
    """A report of `FORM` handed in: `member` is an index, `ago` counts quarters back from the current one.

    `faults` are triggers that it fires; `without` is an element taken out of the file; `size` is in bytes.
    """

    member: int
    ago: int
    faults: tuple[str, ...] = ()
    without: str | None = None
    size: int | None = None


FAULTS = ("Р-03", "Р-05")
MANDATORY_ELEMENT = "НомерТелефона"
FILINGS = (
    Filing(member=0, ago=3),
    Filing(member=0, ago=2, without=MANDATORY_ELEMENT),
    Filing(member=0, ago=1, faults=FAULTS),
    Filing(member=1, ago=4),
    Filing(member=1, ago=3, faults=FAULTS),
    Filing(member=1, ago=2),
    Filing(member=2, ago=3),
    Filing(member=2, ago=1),
)
# Handed in last, and large: it is still «На проверке» when the address is printed, for as long as its check takes.
# Of the member that nobody signs in for: its figures would make the next period's report disagree with the one before.
LARGE_FILING = Filing(member=2, ago=4, size=20_000_000)


def period(ago: int, today: date, kind: PeriodKind = PeriodKind.QUARTER) -> Period:
    """The period `ago` periods before the current one; -1 is the next."""
    found = period_containing(kind, today)
    for _ in range(max(ago, 0)):
        found = period_containing(kind, found.start - timedelta(days=1))
    if ago < 0:
        found = period_containing(kind, found.end + timedelta(days=1))
    return found


def periods(today: date) -> list[tuple[str, Period]]:
    """Form and period of all that the demo opens: past, current and next ones, oldest first within a form."""
    return [(form, period(ago, today, kind)) for form, kind, agos in OPEN for ago in agos]


def accounts(data_dir: Path) -> dict[str, str]:
    """Email -> password; made at the first call and kept."""
    kept: dict[str, str] = read_json(data_dir / ACCOUNTS_FILE)
    missing = {person.email: _password() for person in PEOPLE if person.email not in kept}
    if missing:
        write_json(data_dir / ACCOUNTS_FILE, kept | missing)
    return kept | missing


def _password() -> str:
    """Long, and of all character classes: the strictest password policy takes it."""
    return f"{secrets.token_urlsafe(12)}-Kab7"
