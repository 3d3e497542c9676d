"""Everybody hears of what they may see, goes on where they left, or is told to fetch anew."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from contracts.identity import Identity
from contracts.roles import Role
from gateway.live import Feed, Happening, LiveEvent, Reader, Sent

MEMBER, OTHER = uuid4(), uuid4()


def identity(role: Role, organisation: UUID | None) -> Identity:
    return Identity(
        person_id=uuid4(), person_name="Анна", organisation_id=organisation, roles=(role,), session_id=uuid4()
    )


ANNA = identity(Role.MEMBER_USER, MEMBER)
STAFF = identity(Role.CLERK, None)
OPERATOR = identity(Role.OPERATOR, None)


def happen(feed: Feed, member: UUID = MEMBER, mark: str = "x") -> None:
    feed.add(Happening("submission", member, LiveEvent(id=uuid4(), changed=(mark,))))


async def take(events: AsyncIterator[Sent], count: int) -> list[Sent]:
    return [await anext(events) for _ in range(count)]


def all_now(reader: Reader) -> list[Sent]:
    """What stands for this reader."""
    return reader.pending()[1]


async def test_a_reader_hears_what_happens_after_it_came() -> None:
    feed = Feed(kept=10)
    happen(feed, mark="before")
    reader = feed.reader(ANNA, None)
    happen(feed, mark="after")
    (sent,) = await take(reader.events(lambda: False), 1)
    assert sent.data.changed == ("after",)


async def test_what_happens_while_news_are_sent_is_not_lost() -> None:
    feed = Feed(kept=10)
    reader = feed.reader(ANNA, None)
    events = reader.events(lambda: False)
    happen(feed, mark="1")
    (first,) = await take(events, 1)
    happen(feed, mark="2")
    happen(feed, mark="3")
    rest = await take(events, 2)
    assert [s.data.changed for s in (first, *rest)] == [("1",), ("2",), ("3",)]


@pytest.mark.parametrize(("who", "heard"), [(ANNA, []), (STAFF, ["staff"]), (OPERATOR, [])])
def test_what_is_for_staff_alone_reaches_no_member(who: Identity, heard: list[str]) -> None:
    feed = Feed(kept=10)
    reader = feed.reader(who, None)
    feed.add(Happening("notice", None, LiveEvent(id=uuid4(), changed=("staff",))))
    assert [s.data.changed[0] for s in all_now(reader)] == heard


@pytest.mark.parametrize(("who", "heard"), [(ANNA, ["own"]), (STAFF, ["own", "foreign"]), (OPERATOR, [])])
def test_each_hears_only_what_they_may_see(who: Identity, heard: list[str]) -> None:
    feed = Feed(kept=10)
    reader = feed.reader(who, None)
    happen(feed, MEMBER, "own")
    happen(feed, OTHER, "foreign")
    assert [s.data.changed[0] for s in all_now(reader)] == heard


def test_a_reader_goes_on_after_the_last_event_it_had() -> None:
    feed = Feed(kept=10)
    reader = feed.reader(ANNA, None)
    happen(feed, mark="1")
    happen(feed, mark="2")
    first, _ = all_now(reader)
    again = feed.reader(ANNA, first.id)
    assert [s.data.changed for s in all_now(again)] == [("2",)]


def test_what_was_not_for_this_reader_is_passed_over() -> None:
    feed = Feed(kept=10)
    reader = feed.reader(ANNA, None)
    happen(feed, OTHER)
    happen(feed, OTHER)
    assert reader.pending() == (2, [])


@pytest.mark.parametrize("unknown", ["", "nonsense", "deadbeef-1", "deadbeef-", "-1"])
def test_an_unknown_id_means_fetch_anew(unknown: str) -> None:
    feed = Feed(kept=10)
    happen(feed)
    (sent,) = all_now(feed.reader(ANNA, unknown))
    assert sent.kind == "reset"


def test_an_id_from_the_future_means_fetch_anew() -> None:
    feed = Feed(kept=10)
    future = feed.reader(ANNA, None).position_id.replace("-0", "-999")
    (sent,) = all_now(feed.reader(ANNA, future))
    assert sent.kind == "reset"


def test_a_reader_that_fell_behind_the_ring_is_told_to_fetch_anew() -> None:
    feed = Feed(kept=3)
    reader = feed.reader(ANNA, None)
    for _ in range(4):
        happen(feed)
    (sent,) = all_now(reader)
    assert sent.kind == "reset"
    assert all_now(feed.reader(ANNA, sent.id)) == []


def test_a_reader_just_within_the_ring_has_missed_nothing() -> None:
    feed = Feed(kept=3)
    reader = feed.reader(ANNA, None)
    for _ in range(3):
        happen(feed)
    assert [s.kind for s in all_now(reader)] == ["submission"] * 3


def test_after_the_bus_was_away_everybody_fetches_anew() -> None:
    feed = Feed(kept=10)
    happen(feed)
    present = feed.reader(ANNA, None)
    known_id = present.position_id
    feed.reset()
    assert [s.kind for s in all_now(present)] == ["reset"]
    assert [s.kind for s in all_now(feed.reader(ANNA, known_id))] == ["reset"]
    assert all_now(feed.reader(ANNA, None)) == []


async def test_a_stream_ends_with_the_process() -> None:
    feed = Feed(kept=10)
    events = feed.reader(ANNA, None).events(lambda: False)
    happen(feed)
    await take(events, 1)
    feed.close()
    assert [sent async for sent in events] == []


async def test_a_stream_ends_when_its_session_is_over() -> None:
    feed = Feed(kept=10)
    over: list[bool] = []
    events = feed.reader(ANNA, None).events(lambda: bool(over))
    happen(feed)
    await take(events, 1)
    over.append(True)
    feed.wake()
    assert [sent async for sent in events] == []


async def test_a_waiting_reader_is_moved_on_past_what_is_not_for_it_and_misses_nothing() -> None:
    feed = Feed(kept=4)
    reader = feed.reader(ANNA, None)
    waiting = asyncio.ensure_future(anext(reader.events(lambda: False)))
    await asyncio.sleep(0)
    for _ in range(9):
        happen(feed, OTHER, "foreign")
    await asyncio.sleep(0)
    assert (waiting.done(), reader.position_id) == (False, feed.id_of(9))
    happen(feed, MEMBER, "own")
    assert (await waiting).data.changed == ("own",)
