"""Every refusal of an upload with a real file: told clearly, in two languages, and nothing left but a journal line."""

import hashlib
import re
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio

from contracts.errors import KINDS
from gateway.routes.uploads import FILE_PROBLEMS
from tests.cabinet import SECOND, STAFF, signed_in
from tests.e2e import bad_files
from tests.e2e.bad_files import Change
from tests.e2e.desk import FORM, ORDINARY, PDF, Desk, desk_of
from tests.e2e.left_behind import Remains, remains_of
from tests.product import Stack

pytestmark = pytest.mark.asyncio(loop_scope="module")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
TRACE = re.compile("[0-9a-f]{32}")
# A blank that nobody filled, a braced name, an identifier meant for programs: none of it is a sentence.
NOT_WORDS = re.compile(r": -|\{|\b[a-z]+_[a-z]+\b")
MEGABYTE = 1 << 20
_TRIES = 4
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"
XBRL = b'<x:xbrl xmlns:x="http://www.xbrl.org/2003/instance"/>'


@dataclass(frozen=True)
class Bad:
    """A file made of a good report, and the code of its refusal."""

    id: str
    code: str
    change: Change
    name: str = "report.xtdd"


def just(content: bytes) -> Change:
    return lambda good: content


def zipped(names: Callable[[bytes], dict[str, bytes]]) -> Change:
    return lambda good: bad_files.packed(names(good))


UNREADABLE = (
    Bad("nothing", "empty_file", just(b"")),
    Bad("white space", "empty_file", just(b" \r\n\t\n")),
    Bad("a byte order mark alone", "empty_file", just(b"\xef\xbb\xbf")),
    Bad("plain text", "not_xml", just("Отчет будет позже".encode())),
    Bad("a tag closed by another", "not_xml", bad_files.inside_root("<a></b>")),
    Bad("a second root", "not_xml", lambda good: good + b"\n<another/>\n"),
    Bad("the first part of a file", "truncated_xml", bad_files.cut_off),
    Bad("a declaration alone", "truncated_xml", just(b'<?xml version="1.0" encoding="utf-8"?>')),
    Bad("a DTD", "forbidden_xml", bad_files.with_doctype("<!DOCTYPE r>")),
    Bad("billion laughs", "forbidden_xml", bad_files.billion_laughs),
    Bad("an external entity", "forbidden_xml", bad_files.external_entity),
    Bad("300 levels", "xml_limits", bad_files.deep),
    Bad("a million attributes", "xml_limits", bad_files.many_attributes),
    Bad("a text of 11 MB", "xml_limits", bad_files.huge_text),
    Bad("two million elements", "xml_limits", bad_files.many_elements),
    Bad("windows-1251 that says UTF-8", "bad_encoding", bad_files.encoded("cp1251", "utf-8")),
    Bad("an encoding that nobody knows", "bad_encoding", bad_files.encoded("utf-8", "x-klingon")),
    Bad("half a UTF-16 character", "bad_encoding", lambda good: bad_files.encoded("utf-16", "utf-16")(good)[:-1]),
    Bad("no year", "period_missing", bad_files.without("Год")),
    Bad("a fifth quarter", "period_missing", bad_files.replaced(" квартал</", "5 квартал</")),
    Bad("a bomb", "bad_package", lambda good: bad_files.bomb(), "report.zip"),
    Bad("a bomb that lies about its size", "bad_package", lambda good: bad_files.lying_bomb(), "report.zip"),
    Bad("four archives deep", "bad_package", lambda good: bad_files.nested(good, 4), "report.zip"),
    Bad("a way up", "bad_package", zipped(lambda good: {"../../report.xtdd": good}), "report.zip"),
    Bad("from the root", "bad_package", zipped(lambda good: {"/etc/report.xtdd": good}), "report.zip"),
    Bad("a drive", "bad_package", lambda good: bad_files.named_as_written(b"C:\\report.xtdd", good), "report.zip"),
    Bad("a NUL", "bad_package", lambda good: bad_files.named_as_written(b"a.exe\x00.xtdd", good), "report.zip"),
    Bad("a password", "bad_package", bad_files.encrypted, "report.zip"),
    Bad("half an archive", "bad_package", lambda good: bad_files.packed({"report.xtdd": good})[:2000], "report.zip"),
    Bad("text called a zip", "bad_package", just(b"hello"), "report.zip"),
    Bad("only a signature", "no_report_in_package", zipped(lambda good: {"report.xtdd.sig": b"0"}), "report.zip"),
    Bad("an empty archive", "no_report_in_package", just(bad_files.packed({})), "report.zip"),
    Bad("two reports", "several_reports_in_package", zipped(lambda g: {"a.xtdd": g, "b.XTDD": g}), "report.zip"),
    Bad("a PDF", "wrong_file_type", just(PDF), "report.pdf"),
    Bad("a PDF called a report", "wrong_file_type", just(PDF)),
    Bad("a program called a report", "wrong_file_type", just(EXE)),
)
NOT_DOCUMENTS = (
    Bad("a program called a PDF", "wrong_file_type", just(EXE), "жалобы.pdf"),
    Bad("a PDF called a program", "wrong_file_type", just(PDF), "жалобы.exe"),
    Bad("an archive called a workbook", "wrong_file_type", zipped(lambda good: {"a.txt": b"a"}), "жалобы.xlsx"),
    Bad("a report of triggers", "wrong_file_type", lambda good: good),
    Bad("nothing", "empty_file", just(b""), "жалобы.pdf"),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    async with desk_of(stack) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def english(stack: Stack) -> AsyncIterator[Desk]:
    """The desk of a reader of English."""
    async with desk_of(stack) as opened:
        opened.cabinet.http.headers["Accept-Language"] = "en"
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def remains(stack: Stack) -> AsyncIterator[Remains]:
    async with remains_of(stack) as opened:
        yield opened


async def refusal(
    desk: Desk, remains: Remains, report: dict[str, Any], content: bytes, name: str, **query: str
) -> httpx.Response:
    """The answer to an upload that must be refused, after a look at what it left behind.

    On a machine with its hands full a file may get its receipt before its inspection, by design: the next try counts.
    """
    for _ in range(_TRIES):
        before = await remains.left()
        answer = await desk.cabinet.raw_upload(report["id"], content, name=name, key=secrets.token_hex(8), **query)
        if answer.status_code != 202:
            assert await remains.left() == before
            return answer
        await desk.cabinet.verdict(answer.json()["submission_id"])
    raise AssertionError(f"{name} was taken {_TRIES} times")


async def refused(
    desk: Desk, remains: Remains, report: dict[str, Any], content: bytes, *, name: str = "report.xtdd", **query: str
) -> dict[str, Any]:
    """The problem with which an upload was refused; its line stands in the journal and nothing else."""
    last_line = await remains.last_line()
    answer = await refusal(desk, remains, report, content, name, **query)
    problem = dict(answer.json())
    assert_problem(answer, problem)
    (line,) = await remains.journal(after=last_line)
    assert (line["code"], line["file_name"], line["size"]) == (problem["code"], name, len(content))
    # An empty upload never was an object, so nothing was hashed.
    assert line["sha256"] == (hashlib.sha256(content).hexdigest() if content else None)
    assert str(line["report_id"]) == report["id"]
    return problem


def assert_problem(answer: httpx.Response, problem: dict[str, Any]) -> None:
    """A problem of RFC 9457 in Russian, with words for people and the trace to ask about."""
    kind = KINDS[problem["code"]]
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert (answer.status_code, problem["status"], problem["title"]) == (kind.status, kind.status, kind.ru.title)
    assert problem["type"].endswith(f"#{problem['code']}")
    assert CYRILLIC.search(problem["detail"])
    assert not NOT_WORDS.search(problem["detail"]), problem["detail"]
    assert TRACE.fullmatch(problem["trace_id"])


@pytest.mark.parametrize("bad", UNREADABLE, ids=lambda bad: f"{bad.code}: {bad.id}")
async def test_a_file_that_cannot_be_read_is_refused(desk: Desk, english: Desk, remains: Remains, bad: Bad) -> None:
    report = await desk.report()
    content = bad.change(desk.sample(report))
    problem = await refused(desk, remains, report, content, name=bad.name)
    assert problem["code"] == bad.code
    told = (await refusal(english, remains, report, content, bad.name)).json()
    assert (told["code"], told["title"]) == (bad.code, KINDS[bad.code].en.title)
    # Names of elements are as the file should have them.
    assert not CYRILLIC.search(told["detail"].replace(told.get("expected") or "", ""))
    assert not NOT_WORDS.search(told["detail"]), told["detail"]


@pytest.mark.parametrize("bad", NOT_DOCUMENTS, ids=lambda bad: f"{bad.code}: {bad.id}")
async def test_a_form_of_ordinary_files_takes_its_types_only(desk: Desk, remains: Remains, bad: Bad) -> None:
    report = await desk.report(ago=1, form=ORDINARY)
    content = bad.change(desk.sample(await desk.report()))
    problem = await refused(desk, remains, report, content, name=bad.name)
    assert problem["code"] == bad.code


async def test_a_file_over_the_limit_is_refused_and_not_kept(desk: Desk, remains: Remains) -> None:
    report = await desk.report()
    before, last_line = await remains.left(), await remains.last_line()

    async def streamed() -> AsyncIterator[bytes]:
        for _ in range(65):
            yield bytes(MEGABYTE)

    answer = await desk.cabinet.http.post(
        f"/reports/{report['id']}/submissions", params={"filename": "large.xtdd"}, content=streamed(), timeout=60
    )
    problem = answer.json()
    assert_problem(answer, problem)
    assert (problem["code"], answer.status_code) == ("too_large", 413)
    assert "64" in problem["detail"]
    assert await remains.left() == before
    (line,) = await remains.journal(after=last_line)
    assert (line["code"], line["file_name"], line["sha256"]) == ("too_large", "large.xtdd", None)
    assert line["size"] > 64 * MEGABYTE


async def test_a_file_of_another_form_points_to_the_report_that_it_fits(desk: Desk, remains: Remains) -> None:
    report, other = await desk.report(ago=1), await desk.report(ago=1, form="0420841")
    problem = await refused(desk, remains, report, desk.sample(other))
    assert (problem["code"], problem["found"], problem["expected"]) == ("wrong_form", "0420841", FORM)
    assert problem["suggested_report_id"] == other["id"]


async def test_a_file_of_a_format_that_no_form_takes_points_nowhere(desk: Desk, remains: Remains) -> None:
    problem = await refused(desk, remains, await desk.report(), XBRL)
    assert (problem["code"], problem["found"], problem["expected"]) == ("wrong_form", "XBRL", "XTDD")
    assert problem.get("suggested_report_id") is None


async def test_a_file_for_another_period_points_to_the_report_that_it_fits(desk: Desk, remains: Remains) -> None:
    report, other = await desk.report(ago=1), await desk.report(ago=3)
    problem = await refused(desk, remains, report, desk.sample(other))
    labels = other["period"]["label"], report["period"]["label"]
    assert (problem["code"], problem["found"], problem["expected"]) == ("wrong_period", *labels)
    assert problem["suggested_report_id"] == other["id"]


async def test_a_file_of_another_member_is_refused_without_a_word_about_its_reports(
    stack: Stack, desk: Desk, remains: Remains
) -> None:
    report = await desk.report()
    async with desk_of(stack, SECOND) as second:
        problem = await refused(desk, remains, report, desk.sample(report, inn=second.inn))
        assert (problem["code"], problem["found"], problem["expected"]) == ("wrong_member", second.inn, desk.inn)
        assert problem.get("suggested_report_id") is None


async def test_staff_who_mistake_the_member_are_told_the_right_row(stack: Stack, desk: Desk) -> None:
    report = await desk.report()
    async with desk_of(stack, SECOND) as second, signed_in(stack, STAFF) as staff:
        right = await second.report()
        grounds = {"received_at": "2026-01-01T09:00:00Z", "grounds": "Поступил на бумаге"}
        content = desk.sample(report, inn=second.inn)
        problem = (await staff.raw_upload(report["id"], content, **grounds)).json()
        assert (problem["code"], problem["suggested_report_id"]) == ("wrong_member", right["id"])


async def test_a_report_of_a_period_that_is_not_over_is_refused(desk: Desk, remains: Remains) -> None:
    report = await desk.report(ago=0)
    problem = await refused(desk, remains, report, desk.sample(report))
    assert problem["code"] == "not_yet_due"


GOOD = (
    Bad("UTF-8 without a byte order mark", "", bad_files.encoded("utf-8", "utf-8")),
    Bad("UTF-8 with a byte order mark", "", bad_files.encoded("utf-8-sig", "utf-8")),
    Bad("UTF-8 without a declaration", "", bad_files.encoded("utf-8", None)),
    Bad("UTF-16", "", bad_files.encoded("utf-16", "utf-16")),
    Bad("UTF-16 without a byte order mark", "", bad_files.encoded("utf-16-be", "utf-16")),
    Bad("windows-1251", "", bad_files.encoded("cp1251", "windows-1251")),
    Bad("a package", "", zipped(lambda good: {"report.xtdd": good, "report.xtdd.sig": b"0"}), "package.zip"),
    Bad("a package called a report", "", zipped(lambda good: {"report.xtdd": good})),
    Bad("a folder in a package", "", zipped(lambda good: {"2026/отчет.xtdd": good, "a.txt": b""}), "package.zip"),
    Bad("a package in packages", "", lambda good: bad_files.nested(good, 3), "package.zip"),
)


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.id)
async def test_encodings_and_packages_are_read_and_judged(desk: Desk, good: Bad) -> None:
    report = await desk.report()
    content = good.change(desk.sample(report))
    checked = await desk.upload(report, content, name=good.name)
    assert (checked["status"], checked["status_label"]) == ("accepted", "Принят без ошибок")
    assert checked["sha256"] == hashlib.sha256(content).hexdigest()
    assert checked["verdict"]["counts"]["held"] > 30


async def test_a_form_without_a_file_is_refused(desk: Desk, remains: Remains) -> None:
    report = await desk.report()
    before = await remains.left()
    answer = await desk.cabinet.http.post(f"/reports/{report['id']}/submissions", files={"other": b"1"})
    assert_problem(answer, answer.json())
    assert answer.json()["code"] == "bad_upload"
    assert await remains.left() == before


async def test_every_problem_of_a_file_has_its_file_here() -> None:
    here = {bad.code for bad in (*UNREADABLE, *NOT_DOCUMENTS)} | {"bad_upload", "too_large"}
    # Half an hour of patience is not for this test: the gateway's own tests shorten it.
    assert set(FILE_PROBLEMS) - here == {"upload_timeout"}
