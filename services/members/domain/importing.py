"""What a row of a list means for the register: a new card, a changed one, none, or cells at fault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from contracts.member_imports import RowOutcome
from contracts.members import CardContent, CardFieldChange, MemberStatus, MemberType, OrganisationCard, RegisterMember
from contracts.register_columns import STATUS_WORDS
from services.members.domain import cards, changes
from services.members.domain.numbers import inn_fault

_INN, _KPP = 10, 9
_DATES = frozenset({"included_on", "cbr_registered_on"})
_TYPES = {
    "мкк": MemberType.MKK,
    "микрокредитная компания": MemberType.MKK,
    "мфк": MemberType.MFK,
    "микрофинансовая компания": MemberType.MFK,
}
_STATUSES = {word.casefold(): MemberStatus(status) for status, word in STATUS_WORDS.items()}
_EXPECTED = {
    "inn_length": "10 цифр",
    "ogrn_length": "13 цифр",
    "kpp_form": "9 знаков",
    "not_a_date": "ДД.ММ.ГГГГ",
    "website_form": "https://…",
    "email_form": "имя@домен",
}
_EXPECTED_WORDS = {"type": "МКК или МФК", "status": ", ".join(STATUS_WORDS.values())}
# They tell of a decision that stands in the card; a list cannot make one.
_DECIDED = ("status", "included_on")
_TOLD_ONLY = frozenset({"status_since", "status_grounds"})

Value = str | date | MemberType | MemberStatus


@dataclass(frozen=True)
class Row:
    """A row with something in it: `cells` are the filled ones, by field."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Problem:
    field: str
    code: str
    found: str | None = None
    expected: str | None = None


@dataclass(frozen=True)
class Planned:
    """A row weighed against the register. `outcome` is None when the card is as the row has it."""

    row: Row
    inn: str
    outcome: RowOutcome | None
    card: OrganisationCard | None = None
    new: RegisterMember | None = None
    content: CardContent | None = None
    changes: tuple[CardFieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Planner:
    """Weighs the rows of one list in their order. `known`: cards by ИНН; `ogrns`: whose ОГРН is whose, by ОГРН."""

    known: Mapping[str, OrganisationCard]
    ogrns: Mapping[str, str]
    today: date
    _seen: set[str] = field(default_factory=set)
    _new_ogrns: set[str] = field(default_factory=set)

    def plan(self, row: Row) -> Planned:
        inn = inn_of(row)
        fault = inn_fault(inn) or ("repeated_inn" if inn in self._seen else None)
        self._seen.add(inn)
        if fault:
            problem = Problem("inn", fault, row.cells.get("inn"), _EXPECTED.get(fault))
            return Planned(row, inn, RowOutcome.WRONG, problems=(problem,))
        values, problems = _values(row)
        card = self.known.get(inn)
        if card is None:
            return self._new(row, inn, values, problems)
        return self._changed(row, card, values, problems)

    def _new(self, row: Row, inn: str, values: dict[str, Value], problems: list[Problem]) -> Planned:
        ogrn = str(values.get("ogrn", ""))
        if ogrn and (ogrn in self.ogrns or ogrn in self._new_ogrns):
            problems.append(Problem("ogrn", "ogrn_taken", ogrn))
        self._new_ogrns.add(ogrn)
        needed = ("ogrn", "full_name", "short_name", "type", "included_on")
        problems += [Problem(name, "required") for name in needed if name not in row.cells]
        if problems:
            return Planned(row, inn, RowOutcome.WRONG, problems=tuple(problems))
        new = cards.tidied(RegisterMember.model_validate({**values, "inn": inn}))
        faults = cards.faults_of(new, self.today)
        if faults:
            return Planned(row, inn, RowOutcome.WRONG, problems=_told(row, faults))
        return Planned(row, inn, RowOutcome.NEW, new=new)

    def _changed(self, row: Row, card: OrganisationCard, values: dict[str, Value], problems: list[Problem]) -> Planned:
        problems += _contradictions(card, values)
        before = card.model_dump(mode="json")
        wanted = {name: value for name, value in values.items() if name in changes.CONTENT}
        content = cards.tidied(CardContent.model_validate({**before, **wanted}))
        # What the card held before is not this list's fault.
        faults = [(name, code) for name, code in cards.content_faults(content, self.today) if name in wanted]
        problems += _told(row, faults)
        if problems:
            return Planned(row, card.inn, RowOutcome.WRONG, card, problems=tuple(problems))
        found = changes.differences(before, content.model_dump(mode="json"), changes.CONTENT)
        outcome = RowOutcome.CHANGED if found else None
        return Planned(row, card.inn, outcome, card, content=content, changes=found)


def inn_of(row: Row) -> str:
    """Spreadsheets take an ИНН for a number and drop its first zero: it is put back."""
    return _with_zero(row.cells.get("inn", ""), _INN)


def _with_zero(text: str, length: int) -> str:
    return text.zfill(length) if len(text) == length - 1 and text.isascii() and text.isdigit() else text


def _values(row: Row) -> tuple[dict[str, Value], list[Problem]]:
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, text in row.cells.items():
        if name == "inn" or name in _TOLD_ONLY:
            continue
        value = _value(name, text)
        if value is None:
            code = "not_a_date" if name in _DATES else "not_a_word"
            problems.append(Problem(name, code, text, _EXPECTED.get(code) or _EXPECTED_WORDS.get(name)))
        else:
            values[name] = value
    return values, problems


def _value(name: str, text: str) -> Value | None:
    if name in _DATES:
        return _date(text)
    if name == "type":
        return _TYPES.get(text.casefold())
    if name == "status":
        return _STATUSES.get(text.casefold().replace("ё", "е"))
    return _with_zero(text, _KPP) if name == "kpp" else text


def _date(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text[:10], form).date()
        except ValueError:
            continue
    return None


def _contradictions(card: OrganisationCard, values: Mapping[str, Value]) -> list[Problem]:
    found = []
    ogrn = values.get("ogrn")
    if ogrn is not None and ogrn != card.ogrn:
        found.append(Problem("ogrn", "ogrn_differs", str(ogrn), card.ogrn))
    for name in _DECIDED:
        value, held = values.get(name), getattr(card, name)
        if value is not None and value != held:
            found.append(Problem(name, "by_its_own_act", _word(value), _word(held)))
    return found


def _word(value: Value) -> str:
    return STATUS_WORDS[value] if isinstance(value, MemberStatus) else str(value)


def _told(row: Row, faults: cards.Faults) -> tuple[Problem, ...]:
    return tuple(Problem(name, code, row.cells.get(name), _EXPECTED.get(code)) for name, code in faults)
