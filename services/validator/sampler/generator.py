"""The public face of the sampler: arguments in, bytes of a report out; no clock, no environment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

from contracts.periods import Period, PeriodKind, period_of
from services.validator.domain.checksums import is_ogrn
from services.validator.sampler import errors, okud0420841, okud0420846
from services.validator.sampler.blueprint import Blueprint, Subject
from services.validator.sampler.people import make_ogrn
from services.validator.sampler.tree import Row, remove
from services.validator.sampler.xml import render, render_row

_BLUEPRINTS = {blueprint.code: blueprint for blueprint in (okud0420841.BLUEPRINT, okud0420846.BLUEPRINT)}
_DEFAULT_NAME = "Общество с ограниченной ответственностью Микрокредитная компания «Пример»"
_ROW_INDENT = 8
_LINE_FEED = 1


def form_codes() -> tuple[str, ...]:
    """Codes of the forms that have samples."""
    return tuple(_BLUEPRINTS)


def fault_codes(form: str) -> tuple[str, ...]:
    """Codes of the triggers that a sample of the form can be made to fire, sorted. Raises `SampleError`."""
    return tuple(sorted(_blueprint(form).faults))


def sample_report(
    form: str,
    period: str | Period,
    inn: str,
    *,
    size: int | None = None,
    seed: int = 0,
    faults: Iterable[str] = (),
    omit: Iterable[str] = (),
    ogrn: str | None = None,
    member_name: str | None = None,
) -> bytes:
    """An XTDD file of `form` that fires exactly the triggers `faults` of the built-in rule set, none without them.

    Triggers over other reports fire beside those: samples of one `inn`, of whatever periods and forms, agree with each
    other as long as they are of usual size.

    `period` is «2026Q3» or a period, `inn` ten digits. `size` in bytes is reached with rows of the form's growing table
    (never less than the smallest file); `omit` names elements to drop, so that the file can't be checked.
    The same arguments give the same bytes. Raises `SampleError` with a Russian text.
    """
    blueprint = _blueprint(form)
    chosen = _chosen(blueprint, faults)
    rng = Random(f"{form}|{seed}|{inn}")  # noqa: S311 - a repeatable sample, not a secret
    subject = _subject(blueprint, rng, period, inn, ogrn, member_name)
    figures = rng.getrandbits(64)
    table = _rows(blueprint, rng, subject, figures, size)
    tree = blueprint.build(Random(figures), subject, table, chosen)  # noqa: S311
    for code, inject in blueprint.report_faults.items():
        if code in chosen:
            inject(tree)
    blueprint.finish(tree)
    for path in omit:
        remove(tree, path)
    return render(blueprint.envelope(subject), tree)


def _blueprint(form: str) -> Blueprint:
    if form not in _BLUEPRINTS:
        raise errors.unknown_form(form, _BLUEPRINTS)
    return _BLUEPRINTS[form]


def _chosen(blueprint: Blueprint, faults: Iterable[str]) -> frozenset[str]:
    chosen = frozenset(faults)
    for code in sorted(chosen - blueprint.faults):
        raise errors.unknown_fault(code, blueprint.code)
    return chosen


def _subject(
    blueprint: Blueprint, rng: Random, period: str | Period, inn: str, ogrn: str | None, name: str | None
) -> Subject:
    if not re.fullmatch(r"[0-9]{10}", inn):
        raise errors.bad_inn(inn)
    if ogrn is not None and not (len(ogrn) == 13 and is_ogrn(ogrn)):
        raise errors.bad_ogrn(ogrn)
    made = make_ogrn(rng)  # drawn in any case, so that the rest of the file does not depend on the option
    return Subject(_period(blueprint, period), inn, ogrn or made, name or _DEFAULT_NAME)


def _period(blueprint: Blueprint, period: str | Period) -> Period:
    match = re.fullmatch(r"(\d{4})-?Q([1-4])", period, re.ASCII | re.IGNORECASE) if isinstance(period, str) else None
    if isinstance(period, str) and (match is None or match[1] == "0000"):
        raise errors.bad_period(period)
    found = period_of(PeriodKind.QUARTER, int(match[1]), int(match[2])) if match else period
    if not isinstance(found, Period) or found.kind is not blueprint.period_kind:
        raise errors.bad_period(str(period))
    if found.end < blueprint.first_day:
        raise errors.too_early(found.label, f"{blueprint.first_day:%d.%m.%Y}")
    return found


def _rows(blueprint: Blueprint, rng: Random, subject: Subject, figures: int, size: int | None) -> list[Row]:
    """Rows of the growing table: the least number, and more while the file is smaller than `size`."""
    growing = blueprint.growing
    table = [growing.make_row(rng, subject, n) for n in range(1, growing.least + 1)]
    if size is None:
        return table
    # Built on a copy: a form may add to the table.
    tree = blueprint.build(Random(figures), subject, list(table), frozenset())  # noqa: S311
    left = size - len(render(blueprint.envelope(subject), tree))
    while left > 0:
        row = growing.make_row(rng, subject, len(table) + 1)
        left -= len(render_row(growing.row_name, row).encode()) + _ROW_INDENT + _LINE_FEED
        table.append(row)
    return table
