"""How a form of this sample would be recognised, and where it states its period and its organisation. Proposals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from contracts.periods import PeriodKind
from services.validator.domain.checksums import is_inn
from services.validator.domain.periods import read_period
from services.validator.reader.recognise import Identity, identify, text_at
from services.validator.reader.xml import Document

_PARTS: Final = (
    (PeriodKind.MONTH, re.compile(r"Месяц", re.IGNORECASE)),
    (PeriodKind.QUARTER, re.compile(r"Квартал", re.IGNORECASE)),
    (PeriodKind.HALF, re.compile(r"Полугоди", re.IGNORECASE)),
)
_INN_LENGTH: Final = 10


def proposal(document: Document, paths: Sequence[str]) -> dict[str, Any]:
    """Fields of `FormContent`; the elements are the outline's own."""
    identity = identify(document)
    return {
        "edition": identity.version or "",
        "root": _root(document, identity),
        "namespace": _namespace(document, identity),
        "versions": (identity.version,) if identity.version else (),
        "period": _period(document, paths),
        "inn": next((path for path in paths if _is_inn(document, path)), None),
    }


def _root(document: Document, identity: Identity) -> str:
    """A versioned root `ОКУД0420846_2_16` is told by its code; any other is taken whole."""
    prefix = document.name[:4]
    if identity.code and document.name.startswith(prefix + identity.code):
        return f"^{prefix}{identity.code}(_|$)"
    return f"^{re.escape(document.name)}$"


def _namespace(document: Document, identity: Identity) -> str | None:
    if not document.namespace:
        return None
    if identity.model and identity.code:
        before, code, _ = document.namespace.partition("OKUD" + identity.code)
        return f"^{re.escape(before)}{code}[_/]"
    return f"^{re.escape(document.namespace)}$"


def _period(document: Document, paths: Sequence[str]) -> dict[str, Any] | None:
    years = [path for path in paths if re.search(r"Год$", path) and _reads(document, PeriodKind.YEAR, path, None)]
    years.sort(key=lambda path: path.count("."))
    if not years:
        return None
    kinds = list(_parts(document, paths, years[0]))
    kind, part = kinds[0] if kinds else (PeriodKind.YEAR, None)
    return {"kind": kind, "year": years[0], "part": part}


def _parts(document: Document, paths: Sequence[str], year: str) -> Iterator[tuple[PeriodKind, str]]:
    """The finest part of the year that the file names, by its words rather than by its code."""
    for kind, named in _PARTS:
        found = [path for path in paths if path.count(".") <= 1 and named.search(path)]
        found.sort(key=lambda path: not path.endswith("Описание"))
        yield from ((kind, path) for path in found if _reads(document, kind, year, path))


def _reads(document: Document, kind: PeriodKind, year: str, part: str | None) -> bool:
    stated = text_at(document.root, part) if part else None
    return read_period(kind, text_at(document.root, year) or "", stated) is not None


def _is_inn(document: Document, path: str) -> bool:
    if not path.rpartition(".")[2].startswith("ИНН"):
        return False
    text = text_at(document.root, path) or ""
    return len(text) == _INN_LENGTH and is_inn(text)
