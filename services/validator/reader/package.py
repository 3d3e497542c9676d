"""A package: a zip with exactly one .xtdd, perhaps inside further zips, and detached signatures beside it."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from contracts.file_types import BROKEN_ZIP
from services.validator.reader.refusals import refuse, refuse_package

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
# Files of other kinds by their first bytes, and what to call them.
_SIGNATURES: Final = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
)
_OTHER_TYPES: Final = frozenset(
    "pdf doc docx xls xlsx rtf odt ods rar 7z gz png jpg jpeg tif tiff txt csv exe".split()  # noqa: SIM905
)
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_TRICKS = re.compile(r"^[\\/]|^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)|[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class PackageLimits:
    entries: int = 1000
    depth: int = 3
    archives: int = 20
    unpacked: int = 256 << 20
    report: int = 64 << 20
    ratio: int = 500


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The report of an upload: its bytes as they lay in the package, its name, and the signatures met."""

    data: bytes
    name: str
    signatures: tuple[str, ...] = ()
    packed: bool = False


@dataclass(slots=True)
class _Walk:
    limits: PackageLimits
    reports: list[tuple[str, bytes]] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    archives: int = 0
    entries: int = 0
    unpacked: int = 0


def unpack(data: bytes, file_name: str, limits: PackageLimits | None = None) -> Unpacked:
    """The report in an upload, whether it comes bare or in a zip. Raises `Refusal`."""
    if not data:
        raise refuse("empty_file")
    if data.startswith(_ZIP) and not _is_other(file_name):
        return _unpack(data, limits or PackageLimits())
    found = next((name for start, name in _SIGNATURES if data.startswith(start)), None)
    if found or _is_other(file_name):
        raise refuse("wrong_file_type", found=found or _extension(file_name).upper())
    if _extension(file_name) == "zip":
        raise refuse_package("damaged")
    return Unpacked(data, file_name)


def _is_other(file_name: str) -> bool:
    return _extension(file_name) in _OTHER_TYPES


def _extension(file_name: str) -> str:
    return file_name.rpartition(".")[2].lower() if "." in file_name else ""


def _unpack(data: bytes, limits: PackageLimits) -> Unpacked:
    walk = _Walk(limits)
    try:
        _visit(data, walk, 1)
    except BROKEN_ZIP as error:
        raise refuse_package("damaged") from error
    if not walk.reports:
        raise refuse("no_report_in_package")
    if len(walk.reports) > 1:
        raise refuse("several_reports_in_package", found=str(len(walk.reports)), expected="1")
    name, report = walk.reports[0]
    return Unpacked(report, name, tuple(walk.signatures), packed=True)


def _visit(data: bytes, walk: _Walk, depth: int) -> None:
    walk.archives += 1
    if depth > walk.limits.depth or walk.archives > walk.limits.archives:
        raise refuse_package("nested")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in _entries(archive, walk):
            extension = _extension(entry.filename)
            if extension == "sig":
                walk.signatures.append(_base(entry.filename))
            elif extension == "xtdd":
                walk.reports.append((_base(entry.filename), _read(archive, entry, walk)))
            elif extension == "zip":
                _visit(_read(archive, entry, walk), walk, depth + 1)


def _entries(archive: zipfile.ZipFile, walk: _Walk) -> Iterator[zipfile.ZipInfo]:
    entries = archive.infolist()
    walk.entries += len(entries)
    if walk.entries > walk.limits.entries:
        raise refuse_package("entries")
    for entry in entries:
        if _TRICKS.search(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16):
            raise refuse_package("path")
        if entry.flag_bits & 0x1:
            raise refuse_package("encrypted")
        if entry.compress_type not in _METHODS:
            raise refuse_package("method")
        if not entry.is_dir():
            yield entry


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, walk: _Walk) -> bytes:
    """Sizes that a zip declares of itself are not believed: reading stops at the limit."""
    most = min(walk.limits.report, walk.limits.unpacked - walk.unpacked)
    if entry.file_size > most or entry.file_size > walk.limits.ratio * max(entry.compress_size, 1 << 12):
        raise refuse_package("bomb")
    with archive.open(entry) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise refuse_package("bomb")
    walk.unpacked += len(content)
    return content


def _base(name: str) -> str:
    return re.split(r"[\\/]", name)[-1]
