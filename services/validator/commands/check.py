"""`python -m services.validator check`: the verdict of a report against a rule-set file, in Russian or as JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from contracts.statuses import ReportStatus
from services.validator.commands.printing import print_verdict
from services.validator.commands.working_days import federal_calendar
from services.validator.engine import JudgeContext, OtherReport, Verdict, compile_rule_set, judge
from services.validator.language.builder import parse_date_literal
from services.validator.rules import Problem, RuleFileError, load_rules
from services.validator.rules.document import Fields, Listing, Scalar, Value, read_document

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

WRONG_CALL: Final = 3
_CELL_FIELDS: Final = ("path", "label", "value", "line")
_EXIT_CODES: Final = {
    ReportStatus.ACCEPTED: 0,
    ReportStatus.ACCEPTED_WITH_ERRORS: 1,
    ReportStatus.CHECK_FAILED: 2,
}


class _CallError(Exception):
    """The call names something that can't be used."""


def add(subparsers: Subparsers) -> None:
    """Declare the sub-command and its options."""
    parser = subparsers.add_parser("check", help="проверить отчет по файлу правил")
    _declare(parser)


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.description = "Проверить отчет XTDD на триггеры из файла правил."
    parser.add_argument("report", metavar="ОТЧЕТ", help="файл .xtdd или архив с ним")
    parser.add_argument("--rules", required=True, metavar="ФАЙЛ", help="файл правил YAML")
    parser.add_argument("--json", action="store_true", help="напечатать заключение как JSON")
    parser.add_argument("--member", metavar="ФАЙЛ", help="карточка члена СРО: поля YAML или JSON (Тип, ИНН, ...)")
    parser.add_argument("--previous", metavar="ФАЙЛ", help="отчет за предыдущий период: для ПРОШЛЫЙ(...)")
    parser.add_argument("--year-ago", metavar="ФАЙЛ", help="отчет за тот же период год назад: для ГОДНАЗАД(...)")
    parser.add_argument(
        "--form", action="append", default=[], metavar="КОД=ФАЙЛ", help='отчет другой формы: для ФОРМА("КОД"; ...)'
    )
    parser.add_argument("--all", action="store_true", help="показать и выполненные проверки")
    parser.add_argument("--on", metavar="ДАТА", help="отчетная дата вместо конца периода, указанного в файле")
    parser.set_defaults(run=run)


def main(arguments: list[str]) -> int:
    """Exit code: 0 accepted, 1 accepted with errors, 2 could not be checked, 3 the rule set or the call is wrong."""
    parser = argparse.ArgumentParser(prog="python -m services.validator check")
    _declare(parser)
    try:
        return run(parser.parse_args(arguments))
    except SystemExit as stop:
        return 0 if stop.code in (0, None) else WRONG_CALL


def run(args: argparse.Namespace) -> int:
    try:
        report = _read(args.report)
        loaded = load_rules(_text(args.rules))
        context = JudgeContext(
            member=_member(_text(args.member)) if args.member else None,
            calendar=federal_calendar(),
            reporting_date=_day(args.on) if args.on else None,
            previous=_report(args.previous) if args.previous else None,
            year_ago=_report(args.year_ago) if args.year_ago else None,
            other_forms=dict(map(_other_form, args.form)),
        )
    except RuleFileError as error:
        return _refuse_rules(error, as_json=args.json)
    except _CallError as error:
        print(error, file=sys.stderr)
        return WRONG_CALL
    for warning in loaded.warnings:
        print(f"предупреждение: {warning}", file=sys.stderr)
    verdict = judge(report, args.report, compile_rule_set(loaded.rule_set), context, with_held=args.all)
    if args.json:
        sys.stdout.buffer.write(orjson.dumps(_printed(verdict), option=orjson.OPT_INDENT_2) + b"\n")
        sys.stdout.flush()
    else:
        print_verdict(verdict)
    return _EXIT_CODES[verdict.status]


def _printed(verdict: Verdict) -> dict[str, Any]:
    """The verdict in the fixed format of this command: of a cell it has these four fields."""
    document = verdict.model_dump(mode="json")
    for finding in document["findings"]:
        finding["cells"] = [{name: cell[name] for name in _CELL_FIELDS} for cell in finding["cells"]]
    return document


def _refuse_rules(error: RuleFileError, *, as_json: bool) -> int:
    print("Файл правил не принят:", file=sys.stderr)
    for problem in error.problems:
        print(f"  {problem}", file=sys.stderr)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps({"errors": [_problem(found) for found in error.problems]}) + b"\n")
        sys.stdout.flush()
    return WRONG_CALL


def _problem(found: Problem) -> dict[str, Any]:
    return {
        "code": found.code,
        "trigger": found.trigger,
        "field": found.field,
        "line": found.line,
        "column": found.column,
        "formula_line": found.formula_line,
        "formula_column": found.formula_column,
        "text": found.text,
    }


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise _CallError(f"Файл „{path}“ не читается: {error.strerror}") from error


def _report(path: str) -> OtherReport:
    return OtherReport(_read(path), path)


def _other_form(option: str) -> tuple[str, OtherReport]:
    code, sign, path = option.partition("=")
    if not (code and sign and path):
        raise _CallError(f"„{option}“: ожидалось КОД=ФАЙЛ")
    return code, _report(path)


def _text(path: str) -> str:
    try:
        return _read(path).decode("utf-8-sig")
    except UnicodeError as error:
        raise _CallError(f"Файл „{path}“ не в кодировке UTF-8") from error


def _day(text: str) -> date:
    day = parse_date_literal(text)
    if day is None:
        raise _CallError(f"„{text}“ - не дата: ожидалась ГГГГ-ММ-ДД")
    return day


def _member(text: str) -> Mapping[str, Any]:
    """The card is text throughout, as formulas read it: ИНН with a leading zero must not become a number."""
    card = _plain(read_document(text))
    if not isinstance(card, dict):
        raise _CallError("Карточка члена СРО: ожидались поля „имя: значение“")
    return card


def _plain(value: Value) -> Any:
    match value:
        case Fields(_, items, _):
            return {name: _plain(item) for name, item in items.items()}
        case Listing(_, items):
            return [_plain(item) for item in items]
        case Scalar(_, text):
            return None if text in ("null", "~") else text
