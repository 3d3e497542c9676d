"""A burst of uploads while parts are killed, and what became of every upload that was accepted."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import asyncpg

from chassis import clock
from services.reports.domain.rechecks import Why
from services.reports.texts import recheck_after
from services.validator.sampler.generator import sample_report
from tests.cabinet import MEMBER, SECOND, Cabinet, signed_in
from tests.product import Stack

_CHECKED_AGAIN = f"""
    SELECT submission_id::text FROM timeline
    WHERE code = 'recheck_started' AND text LIKE '{recheck_after(Why.OTHER_REPORT, 0).removesuffix("0")}%'
"""  # noqa: S608
UPLOADS = 200
AT_ONCE = 6


@dataclass(frozen=True)
class Outcome:
    """`accepted`: submissions with a receipt; `verdicts`: how many verdicts each submission has in the database."""

    accepted: tuple[str, ...]
    verdicts: Mapping[str, int]

    @property
    def without_verdict(self) -> list[str]:
        return [id for id in self.accepted if id not in self.verdicts]

    @property
    def with_several(self) -> list[str]:
        return [id for id, number in self.verdicts.items() if number > 1]


Fault = Callable[[], None]


async def burst(stack: Stack, faults: Mapping[int, Fault]) -> list[str]:
    """Hand in `UPLOADS` reports of two members; before the n-th upload `faults[n]` happens. Returns submission ids."""
    accepted: list[str] = []
    async with signed_in(stack, MEMBER) as first, signed_in(stack, SECOND) as second:
        targets = [*await _targets(first), *await _targets(second)]
        numbers = iter(range(UPLOADS))

        async def one_after_another() -> None:
            for number in numbers:
                if number in faults:
                    await asyncio.to_thread(faults[number])
                member, report_id, content = targets[number % len(targets)]
                receipt = await member.upload_until_taken(report_id, content, seconds=110)
                accepted.append(receipt["submission_id"])

        await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return accepted


async def _targets(member: Cabinet) -> list[tuple[Cabinet, str, bytes]]:
    inn = (await member.get("/me"))["organisation"]["inn"]
    reports = await member.reports(form="0420846")
    return [(member, r["id"], sample_report("0420846", _period(r), inn)) for r in reports if _ended(r)]


def _period(report: dict[str, str]) -> str:
    end = report["reporting_date"]
    return f"{end[:4]}Q{(int(end[5:7]) - 1) // 3 + 1}"


def _ended(report: dict[str, str]) -> bool:
    return report["reporting_date"] < clock.moscow_date(clock.now()).isoformat()


async def settled(stack: Stack, accepted: list[str], *, seconds: float) -> Outcome:
    """The outcome once every accepted upload has its verdict, or as it stands when `seconds` are over."""
    outcome = await outcome_of(stack, accepted)
    try:
        async with asyncio.timeout(seconds):
            while outcome.without_verdict:
                await asyncio.sleep(0.5)
                outcome = await outcome_of(stack, accepted)
    except TimeoutError:
        return outcome
    return outcome


async def outcome_of(stack: Stack, accepted: list[str]) -> Outcome:
    """What the database of reports says of these submissions now.

    What compares with a report that came later than itself is checked again, and its history says so: that verdict is
    one more by right, and is not counted.
    """
    verdicts = Counter(await query(stack, "SELECT submission_id::text FROM verdicts"))
    by_right = Counter(await query(stack, _CHECKED_AGAIN))
    wanted = set(accepted)
    return Outcome(tuple(accepted), {id: n for id, n in (verdicts - by_right).items() if id in wanted})


async def query(stack: Stack, statement: str) -> list[str]:
    """The first column of a question to the database of reports."""
    url = stack.installation.environment("reports")["KABINET_DATABASE_URL"].replace("+asyncpg", "")
    connection = await asyncpg.connect(url, server_settings={"kabinet.everyone": "on"})
    try:
        return [str(row[0]) for row in await connection.fetch(statement)]
    finally:
        await connection.close()
