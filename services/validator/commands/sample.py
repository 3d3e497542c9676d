"""`python -m services.validator sample`: write a sample report that holds, or fires exactly the named triggers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from services.validator.sampler import SampleError, sample_report
from services.validator.sampler.errors import bad_number, cannot_write

_WRONG_CALL = 3


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """A wrong call leaves with 3: the 2 of argparse means «could not be checked» in this command line."""
        self.print_usage(sys.stderr)
        self.exit(_WRONG_CALL, f"Неверный вызов: {message}\n")


def main(arguments: list[str]) -> int:
    """Parse the arguments after `sample` and run. Exit code 0, or 3 when the call is wrong."""
    return run(_parser().parse_args(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m services.validator sample",
        description="Записать образец отчета: без --fault все встроенные триггеры выполнены, "
        "с --fault срабатывают названные и только они. Одни и те же параметры дают одни и те же байты.",
    )
    parser.add_argument("--form", required=True, metavar="КОД", help="код формы, например 0420846")
    parser.add_argument("--period", required=True, metavar="ПЕРИОД", help="отчетный период, например 2026Q3")
    parser.add_argument("--inn", required=True, metavar="ИНН", help="ИНН организации, 10 цифр")
    parser.add_argument(
        "--ogrn", metavar="ОГРН", help="ОГРН организации; без него придуманный, с верной контрольной цифрой"
    )
    parser.add_argument("--member-name", metavar="ИМЯ", help="полное наименование организации")
    parser.add_argument("--size", metavar="БАЙТ", help="довести файл строками таблиц примерно до этого размера")
    parser.add_argument("--seed", default="0", metavar="ЧИСЛО", help="другое число - другие показатели")
    parser.add_argument(
        "--fault",
        action="extend",
        nargs="+",
        default=[],
        metavar="ТРИГГЕР",
        help="код триггера, который должен сработать",
    )
    parser.add_argument(
        "--omit",
        action="extend",
        nargs="+",
        default=[],
        metavar="ПУТЬ",
        help="убрать элемент, например Отчетность.Раздел4Капитал.НМКК1: проверить такой файл нельзя",
    )
    parser.add_argument("-o", "--output", required=True, metavar="ФАЙЛ", help="куда записать")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the file. Exit code 0, or 3 when the call is wrong, with the reason on standard error."""
    try:
        content = sample_report(
            args.form,
            args.period,
            args.inn,
            size=None if args.size is None else _whole("--size", args.size),
            seed=_whole("--seed", args.seed),
            faults=args.fault,
            omit=args.omit,
            ogrn=args.ogrn,
            member_name=args.member_name,
        )
        _write(args.output, content)
    except SampleError as error:
        print(error, file=sys.stderr)
        return _WRONG_CALL
    return 0


def _whole(option: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise bad_number(option, text)
    return int(text)


def _write(path: str, content: bytes) -> None:
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise cannot_write(path, error.strerror or type(error).__name__) from error
