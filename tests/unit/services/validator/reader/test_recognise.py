"""What an upload says of itself."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from contracts.periods import PeriodKind
from services.validator.domain.forms import Form
from services.validator.domain.periods import read_period
from services.validator.domain.rule_set import RuleSet
from services.validator.engine import Expected, JudgeContext, Refusal, compile_rule_set, inspect, judge

FORM = Form.model_validate(
    {
        "code": "0420846",
        "title": "Отчет",
        "namespace": r"^http://www\.it\.ru/Schemas/Avior/МФО/OKUD0420846_",
        "root": r"^ОКУД0420846(_|$)",
        "period": {"kind": "quarter", "year": "Год", "part": "ОтчетныйКвартал.Описание"},
        "inn": "Отчетность.ИНН",
    }
)
NAMESPACE = "http://www.it.ru/Schemas/Avior/МФО/OKUD0420846_2_16_5_Kvartalnaya/2.16.5/1"
LETTER = (
    "<av:СопроводительноеПисьмо><av:ИсходящийНомер>17</av:ИсходящийНомер>"
    "<av:ИсходящаяДата>15.10.2026</av:ИсходящаяДата></av:СопроводительноеПисьмо>"
)
CONTENT = "<av:Год>2026</av:Год><av:ОтчетныйКвартал><av:Описание>3 квартал</av:Описание></av:ОтчетныйКвартал>"
ORGANISATION = "<av:Отчетность><av:ИНН>7707083893</av:ИНН></av:Отчетность>"


def report(content: str = LETTER + CONTENT + ORGANISATION, root: str = "ОКУД0420846_2_16_5_1", more: str = "") -> bytes:
    return f'<av:{root} xmlns:av="{NAMESPACE}" {more}>{content}</av:{root}>'.encode()


def test_an_inspection_tells_all_that_the_file_says() -> None:
    found = inspect(report(), "отчет.xtdd", [FORM])
    assert (found.form, found.form_version, found.model) == ("0420846", "2.16.5", "OKUD0420846_2_16_5_Kvartalnaya")
    assert (found.period.start, found.period.end) == (date(2026, 7, 1), date(2026, 9, 30))
    assert (found.segment, found.inn) == ("МФО", "7707083893")
    assert (found.outgoing_number, found.outgoing_date) == ("17", date(2026, 10, 15))


def test_the_content_hash_ignores_what_is_volatile() -> None:
    same = [
        report(),
        report(CONTENT + ORGANISATION),
        report(more='ДатаСоздания="2026-10-16"'),
        report(LETTER.replace("17", "18") + "\n  " + CONTENT + ORGANISATION),
        report(CONTENT + ORGANISATION.replace("<av:ИНН>", LETTER + "<av:ИНН>")),
        report().decode().replace("av:", "q:").replace("xmlns:av", "xmlns:q").encode(),
        report().decode().encode("utf-16"),
    ]
    hashes = {inspect(data, "r.xtdd", [FORM]).content_hash for data in same}
    assert len(hashes) == 1
    assert inspect(report(CONTENT + ORGANISATION + "<av:Х/>"), "r.xtdd", [FORM]).content_hash not in hashes


def test_a_package_is_the_same_report() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("r.xtdd", report())
    packed, bare = inspect(target.getvalue(), "r.zip", [FORM]), inspect(report(), "r.xtdd", [FORM])
    assert (packed.content_hash, packed.sha256) == (bare.content_hash, bare.sha256)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (report(root="ОКУД0420840"), "wrong_form"),
        (report().decode().replace("МФО", "УРКИ").encode(), "wrong_form"),
        (b"<x/>", "wrong_form"),
        (report(ORGANISATION), "period_missing"),
        (report(CONTENT.replace("3 квартал", "5 квартал")), "period_missing"),
        (report(CONTENT.replace("2026", "год")), "period_missing"),
    ],
)
def test_a_file_that_fits_no_form_or_period_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        inspect(data, "r.xtdd", [FORM])
    assert refused.value.code == code


def test_a_foreign_version_is_another_form() -> None:
    assert inspect(report(), "r.xtdd", [FORM.model_copy(update={"versions": ("2.16",)})]).form == "0420846"
    with pytest.raises(Refusal, match=r"2\.16\.5"):
        inspect(report(), "r.xtdd", [FORM.model_copy(update={"versions": ("2.17",)})])


@pytest.mark.parametrize(
    ("kind", "year", "part", "start"),
    [
        ("quarter", "2026", "3 квартал", date(2026, 7, 1)),
        ("quarter", "2026 год", "III квартал", date(2026, 7, 1)),
        ("quarter", "2026", "квартал 2", date(2026, 4, 1)),
        ("quarter", "2026", "Первый квартал", date(2026, 1, 1)),
        ("quarter", "2026", "4", date(2026, 10, 1)),
        ("quarter", "2026", None, None),
        ("quarter", "2026", "5 квартал", None),
        ("month", "2026", "Сентябрь", date(2026, 9, 1)),
        ("month", "2026", "мая", date(2026, 5, 1)),
        ("month", "2026", "март", date(2026, 3, 1)),
        ("month", "2026", "09", date(2026, 9, 1)),
        ("month", "2026", "13", None),
        ("half", "2026", "1 полугодие", date(2026, 1, 1)),
        ("half", "2026", "II полугодие", date(2026, 7, 1)),
        ("year", "2026", None, date(2026, 1, 1)),
        ("year", "26", None, None),
    ],
)
def test_periods_in_words(kind: str, year: str, part: str | None, start: date | None) -> None:
    period = read_period(PeriodKind(kind), year, part)
    assert (period.start if period else None) == start


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        (Expected("0420846", date(2026, 7, 1), date(2026, 9, 30), "7707083893"), None),
        (Expected(form="0420840"), "wrong_form"),
        (Expected(start=date(2026, 4, 1), end=date(2026, 6, 30)), "wrong_period"),
        (Expected(inn="500100732259"), "wrong_member"),
    ],
)
def test_a_verdict_knows_a_foreign_file(expected: Expected, code: str | None) -> None:
    compiled = compile_rule_set(RuleSet(form=FORM, version="1"))
    verdict = judge(report(), "r.xtdd", compiled, JudgeContext(expected=expected))
    if code is None:
        assert verdict.status == "accepted"
    else:
        assert verdict.status == "check_failed"
        assert [(reason.code, reason.cause) for reason in verdict.reasons] == [(code, "file")]


@pytest.mark.parametrize(("data", "code"), [(b"", "empty_file"), (b"<a>", "truncated_xml"), (b"<x/>", "wrong_form")])
def test_a_refused_file_fails_its_check_with_the_same_code(data: bytes, code: str) -> None:
    compiled = compile_rule_set(RuleSet(form=FORM, version="1"))
    verdict = judge(data, "r.xtdd", compiled, JudgeContext())
    reasons: Any = [(reason.code, reason.cause) for reason in verdict.reasons]
    assert (verdict.status, reasons, verdict.findings) == ("check_failed", [(code, "file")], ())
