"""One trace runs from the click to the verdict and its notice."""

from datetime import date

from services.validator.sampler.generator import sample_report
from tests.cabinet import MEMBER, signed_in
from tests.product import Stack
from tests.spans import edges, spans
from tests.waiting import eventually

WAY_OF_AN_UPLOAD = {
    ("gateway", "reports"),
    ("reports", "validator"),
    ("reports", "validator-worker"),
    ("validator-worker", "reports"),
    ("reports", "messaging"),
    ("reports", "calendar"),
}


async def test_an_upload_is_one_trace_through_every_service(stack: Stack) -> None:
    async with signed_in(stack, MEMBER) as member:
        me = await member.get("/me")
        ended = [r for r in await member.reports(form="0420846") if r["reporting_date"] < date.today().isoformat()]
        report = ended[-1]
        content = sample_report("0420846", period_name(report), me["organisation"]["inn"])
        receipt = await member.upload(report["id"], content)
        checked = await member.verdict(receipt["submission_id"])

        async def missing_edges_are_none() -> bool:
            return edges(spans(stack.traces, checked["trace_id"])) >= WAY_OF_AN_UPLOAD

        await eventually(missing_edges_are_none)


def period_name(report: dict[str, object]) -> str:
    end = str(report["reporting_date"])
    return f"{end[:4]}Q{(int(end[5:7]) - 1) // 3 + 1}"
