"""A check without handing in, over HTTP: the verdict in the answer, and nothing in the store afterwards."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from chassis.bus import Call
from chassis.errors import ServiceError
from contracts.forms import RuleSetTitle
from contracts.periods import PeriodKind, period_of
from contracts.prechecks import BUCKET, PRECHECK, Precheck, Prechecked
from contracts.reports import FormTitle, LocatedFile, PeriodView
from contracts.roles import Role
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Counts, Reason
from contracts.verdict import Finding, FindingCell, Outcome, Severity, VerdictDocument
from tests.integration.gateway.cabinet import Cabinet, opened_cabinet
from tests.stack import Servers, TestNats

REPORT = UUID("0198a000-0000-7000-8000-000000000001")
ADDRESS = f"/api/v1/reports/{REPORT}/precheck"
QUARTER = period_of(PeriodKind.QUARTER, 2026, 3)
FIRED = Finding(
    code="П-01",
    title="Итог равен сумме",
    outcome=Outcome.FIRED,
    severity=Severity.ERROR,
    formula="А = Б",
    cells=tuple(FindingCell(path="А", value=str(number)) for number in range(30)),
)


async def prechecks(cabinet: Cabinet) -> set[str]:
    return {found.key for found in await cabinet.platform.storage.list(BUCKET)}


def judging(cabinet: Cabinet) -> Any:
    """reports, which answers with one fired trigger."""

    async def answer(call: Call[Precheck]) -> Prechecked:
        document = VerdictDocument(
            status=ReportStatus.ACCEPTED_WITH_ERRORS, counts=Counts(held=7, fired=1), findings=(FIRED,)
        )
        stored = await cabinet.platform.storage.put_bytes(BUCKET, document.model_dump_json().encode())
        return Prechecked(
            status=ReportStatus.ACCEPTED_WITH_ERRORS,
            status_label="Принят с ошибками",
            rule_set=RuleSetTitle(id=REPORT, version="1", effective_from=QUARTER.start),
            counts=Counts(held=7, fired=1),
            reasons=(Reason(code="triggers_fired", cause=Cause.FILE, text="Сработали триггеры: П-01"),),
            located=LocatedFile(
                original=call.request.object,
                file_name=call.request.file_name,
                verdict=stored,
                form=FormTitle(code="0420846", title="Отчет"),
                period=PeriodView(kind=QUARTER.kind, start=QUARTER.start, end=QUARTER.end, label=QUARTER.label),
                registration_number="",
            ),
        )

    return answer


async def post(cabinet: Cabinet, content: bytes = b"<x/>", who: dict[str, str] | None = None) -> httpx.Response:
    files = {"file": ("отчет.xtdd", content)}
    return await cabinet.http.post(ADDRESS, files=files, headers=who or cabinet.signed_in())


async def test_the_verdict_is_in_the_answer_and_nothing_stays(cabinet: Cabinet) -> None:
    before = await prechecks(cabinet)
    await cabinet.answers(PRECHECK, judging(cabinet))
    answer = await post(cabinet)
    told = answer.json()
    assert answer.status_code == 200
    assert (told["handed_in"], told["status"], told["counts"]["fired"]) == (False, "accepted_with_errors", 1)
    assert (told["file_name"], told["size"], told["rule_set"]["version"]) == ("отчет.xtdd", 4, "1")
    (found,) = told["findings"]
    assert (found["code"], len(found["cells"]), found["cells_total"]) == ("П-01", 20, 30)
    assert await prechecks(cabinet) == before
    assert await cabinet.objects() == set()


async def test_a_raw_body_is_taken_too_and_words_come_in_the_readers_language(cabinet: Cabinet) -> None:
    await cabinet.answers(PRECHECK, judging(cabinet))
    headers = cabinet.signed_in() | {"Accept-Language": "en", "Content-Type": "application/xml"}
    answer = await cabinet.http.post(f"{ADDRESS}?filename=a.xtdd", content=b"<x/>", headers=headers)
    assert (answer.json()["file_name"], answer.json()["status_label"]) == ("a.xtdd", "Accepted with errors")


@pytest.mark.parametrize("code", ["wrong_form", "not_found", "not_xml", "precheck_failed", "timeout", "internal"])
async def test_a_refusal_leaves_nothing_either(cabinet: Cabinet, code: str) -> None:
    before = await prechecks(cabinet)
    await cabinet.answers(PRECHECK, ServiceError(code))
    assert (await post(cabinet)).json()["code"] == code
    assert await prechecks(cabinet) == before


async def test_a_large_file_is_told_of_this_limit_and_that_it_can_be_handed_in(
    servers: Servers, nats: TestNats
) -> None:
    async with opened_cabinet(servers, nats, precheck_limit=2 * 1024 * 1024) as cabinet:
        before = await prechecks(cabinet)
        answer = await post(cabinet, b"x" * (2 * 1024 * 1024 + 1))
        assert (answer.status_code, answer.json()["code"]) == (413, "precheck_too_large")
        assert "до 2 МБ" in answer.json()["detail"]
        assert await prechecks(cabinet) == before
        assert cabinet.asked == []


async def test_a_person_may_not_ask_for_ever(servers: Servers, nats: TestNats) -> None:
    async with opened_cabinet(servers, nats, precheck_allowed=2) as cabinet:
        await cabinet.answers(PRECHECK, judging(cabinet))
        anna = cabinet.signed_in()
        assert [(await post(cabinet, who=anna)).status_code for _ in range(3)] == [200, 200, 429]
        late = await post(cabinet, who=anna)
        assert 0 < int(late.headers["Retry-After"]) <= 60
        assert (await post(cabinet)).status_code == 200  # somebody else


async def test_who_is_to_come_again_is_told_when(cabinet: Cabinet) -> None:
    await cabinet.answers(PRECHECK, ServiceError("precheck_busy", {"seconds": 30}))
    answer = await post(cabinet)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "сдайте отчет" in answer.json()["detail"]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.METHODOLOGIST, Role.SUPERVISOR])
async def test_who_never_uploads_is_refused_before_a_byte_is_stored(cabinet: Cabinet, role: Role) -> None:
    before = await prechecks(cabinet)
    assert (await post(cabinet, who=cabinet.signed_in(role))).status_code == 403
    assert await prechecks(cabinet) == before
