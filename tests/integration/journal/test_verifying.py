"""Whoever owns the server changes the journal; the walk names the first row that is not as it was written."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from chassis import clock
from chassis.reach import EVERYTHING
from services.journal.domain.chain import linked
from services.journal.domain.roots import Root
from services.journal.repository import walking
from services.journal.usecases import roots
from services.journal.usecases.roots import Outside
from tests.integration.journal.scene import Scene, signed_in

REMOVE = "DELETE FROM chain WHERE number = 3"
SHIFT_UP = (
    "UPDATE chain SET number = -number - 1 WHERE number >= {0}; UPDATE chain SET number = -number WHERE number < 0"
)
SHIFT_DOWN = (
    "UPDATE chain SET number = -number + 1 WHERE number > {0}; UPDATE chain SET number = -number WHERE number < 0;"
    "UPDATE head SET number = number - 1"
)
COPY = """
    INSERT INTO chain SELECT {0}, previous || 'x'::bytea, hash, 'forged', service, act, at, entered_at, person,
        object_kind, object_id, organisation_id, trace_id, who_digest, content_digest FROM chain WHERE number = 1
"""
TAMPERING = {
    "altered": ("UPDATE chain SET act = 'auth.signed_out' WHERE number = 3", 3, "altered"),
    "moved in time": ("UPDATE chain SET at = at - interval '1 day' WHERE number = 3", 3, "altered"),
    "removed": (REMOVE, 3, "removed"),
    "removed, the rest numbered anew": (f"{REMOVE}; {SHIFT_DOWN.format(3)}", 3, "removed"),
    "the first removed": ("DELETE FROM chain WHERE number = 1", 1, "removed"),
    "inserted": (f"{SHIFT_UP.format(3)}; {COPY.format(3)}", 3, "inserted"),
    "appended": (COPY.format(6), 6, "altered"),
    "reordered": (
        "UPDATE chain SET number = -3 WHERE number = 3; UPDATE chain SET number = 3 WHERE number = 4;"
        "UPDATE chain SET number = 4 WHERE number = -3",
        3,
        "reordered",
    ),
    "the tail cut off": ("DELETE FROM chain WHERE number > 3", 4, "cut off"),
    "details altered": ("UPDATE details SET content = '{}' WHERE number = 3", 3, "details altered"),
    "details removed": ("DELETE FROM details WHERE number = 3", 3, "details removed"),
    "details hidden as if erased": (
        "UPDATE details SET who = NULL, who_salt = NULL, who_erased_by = 2 WHERE number = 3",
        3,
        "details removed",
    ),
}


@pytest_asyncio.fixture
async def filled(scene: Scene) -> AsyncIterator[Scene]:
    await scene.tell(*(signed_in() for _ in range(5)))
    yield scene


@pytest.mark.parametrize("tampering", TAMPERING.values(), ids=TAMPERING)
async def test_the_first_bad_row_is_named(filled: Scene, tampering: tuple[str, int, str]) -> None:
    statements, number, fault = tampering
    assert (await filled.verify()).finding is None
    await filled.tamper(statements)
    report = await filled.verify()
    assert report.finding is not None
    assert (report.finding.number, report.finding.fault.split(" without")[0]) == (number, fault)
    assert report.rows == number - 1 or fault.startswith("details")


async def test_a_row_sealed_anew_with_another_key_is_found(filled: Scene) -> None:
    async with filled.journal.database.snapshot(EVERYTHING) as session:
        last = [row.link async for row in walking.walk(session)][-1]
    forged = linked(b"a guess of the forger", 5, last.previous, last.entry)
    anew = "UPDATE {0} SET hash = decode('{1}', 'hex') WHERE number = 5"
    await filled.tamper(*(anew.format(table, forged.hash.hex()) for table in ("chain", "head")))
    finding = (await filled.verify()).finding
    assert finding is not None
    assert (finding.number, finding.fault) == (5, "altered")


async def test_a_tail_cut_off_with_its_head_is_found_by_a_root_that_was_kept_outside(filled: Scene) -> None:
    async with filled.journal.database.snapshot(EVERYTHING) as session:
        last = [row.link async for row in walking.walk(session)][-1]
    today = clock.moscow_date(clock.now())
    outside = Outside(roots.told_of(Root(today, 5, last.hash, 5, bytes(32))), "a safe")
    await filled.tamper(
        "DELETE FROM chain WHERE number > 3",
        "UPDATE head SET number = 3, hash = (SELECT hash FROM chain WHERE number = 3)",
    )
    assert (await filled.verify()).finding is None  # this is why roots are kept outside
    finding = (await filled.verify(outside)).finding
    assert finding is not None
    assert (finding.number, finding.fault) == (4, "cut off")
    assert "a safe" in finding.explanation


async def test_roots_are_written_for_days_that_are_over_and_kept_in_the_store(
    filled: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, storage = filled.journal.database, filled.journal.storage
    known = {one.place for one in await roots.kept_outside(storage)}
    assert await roots.write_due(database, storage) == 0
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))
    assert await roots.write_due(database, storage) == 2
    assert await roots.write_due(database, storage) == 0
    kept = [one for one in await roots.kept_outside(storage) if one.place not in known]
    assert sorted((one.root.rows, one.root.last_number) for one in kept) == [(0, 5), (5, 5)]
    report = await filled.verify(*kept)
    assert (report.finding, report.roots) == (None, 2)
    await filled.tamper("UPDATE roots SET last_number = 4, last_hash = (SELECT hash FROM chain WHERE number = 4)")
    assert (await filled.verify()).finding is not None


async def test_the_walk_goes_on_beyond_one_batch(filled: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "_BATCH", 2)
    assert (await filled.verify()).rows == 5
