"""What the seals bind, and how a bad row is told from another."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.journal.domain.chain import GENESIS, Entry, Link, Part, linked
from services.journal.domain.roots import Root, days_due
from services.journal.domain.verification import Beside, Fault, Row, beside_fault, stands, told_apart

KEY = b"a key that is not in the database"
MOMENT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
WHO, CONTENT = Part.fresh('{"name": "Анна"}'), Part.fresh('{"after": 1}')


def entry(**changes: Any) -> Entry:
    plain = Entry(
        event_id=str(uuid4()),
        service="auth",
        act="auth.signed_in",
        at=MOMENT,
        entered_at=MOMENT,
        person=uuid4(),
        object_kind="session",
        object_id="1",
        organisation_id=None,
        trace_id="",
        who_digest=WHO.digest(),
        content_digest=CONTENT.digest(),
    )
    return replace(plain, **changes)


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    for number in range(1, length + 1):
        links.append(linked(KEY, number, links[-1].hash if links else GENESIS, entry()))
    return links


def row(link: Link) -> Row:
    return Row(link, Beside(WHO), Beside(CONTENT))


@pytest.mark.parametrize(
    "changes",
    [
        {"act": "auth.signed_out"},
        {"at": datetime(2026, 11, 25, 9, 31, tzinfo=UTC)},
        {"entered_at": datetime(2026, 11, 26, tzinfo=UTC)},
        {"person": UUID(int=1)},
        {"object_id": "2"},
        {"organisation_id": UUID(int=1)},
        {"who_digest": bytes(32)},
        {"content_digest": bytes(32)},
        {"event_id": "another"},
        {"service": "reports"},
        {"trace_id": "f" * 32},
        {"object_kind": "member"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_every_field_is_bound(changes: dict[str, Any]) -> None:
    [one] = chain(1)
    altered = replace(one, entry=replace(one.entry, **changes))
    assert stands(row(one), 1, GENESIS, KEY)
    assert not stands(row(altered), 1, GENESIS, KEY)


def test_without_the_key_no_seal_can_be_made() -> None:
    assert not stands(row(linked(b"a guess", 1, GENESIS, entry())), 1, GENESIS, KEY)


def test_an_altered_row_is_told() -> None:
    links = chain(3)
    altered = replace(links[1], entry=replace(links[1].entry, act="auth.signed_out"))
    assert told_apart(row(altered), 2, altered, KEY).fault is Fault.ALTERED


def test_a_removed_row_is_told_whether_or_not_the_rest_was_numbered_anew() -> None:
    links = chain(4)
    for successor in (links[2], replace(links[2], number=2)):
        finding = told_apart(row(successor), 2, None, KEY)
        assert (finding.number, finding.fault) == (2, Fault.REMOVED)


def test_an_inserted_row_is_told_by_the_genuine_one_that_was_moved_on() -> None:
    links = chain(4)
    forged = linked(b"a guess", 2, links[0].hash, entry())
    assert told_apart(row(forged), 2, replace(links[1], number=3), KEY).fault is Fault.INSERTED


def test_exchanged_rows_are_told_as_reordered() -> None:
    links = chain(4)
    finding = told_apart(row(replace(links[2], number=2)), 2, replace(links[1], number=3), KEY)
    assert finding.fault is Fault.REORDERED


def test_a_part_that_was_changed_or_taken_away_without_an_act_is_told() -> None:
    [one] = chain(1)
    changed = Row(one, Beside(Part(WHO.salt, "{}")), Beside(CONTENT))
    taken = Row(one, Beside(None), Beside(CONTENT))
    by_an_act_about_another = Row(one, Beside(WHO), Beside(None, erased_by=9, erasure_of=str(uuid4())))
    gone = Row(one, Beside(WHO), None)
    faults = [beside_fault(each) for each in (row(one), changed, taken, by_an_act_about_another, gone)]
    assert [finding and finding.fault for finding in faults] == [
        None,
        Fault.DETAILS_ALTERED,
        Fault.DETAILS_REMOVED,
        Fault.DETAILS_REMOVED,
        Fault.DETAILS_REMOVED,
    ]


def test_a_part_that_was_erased_by_an_act_about_its_person_is_in_order() -> None:
    [one] = chain(1)
    erased = Beside(None, erased_by=9, erasure_of=str(one.entry.person))
    assert beside_fault(Row(one, erased, Beside(CONTENT))) is None


def test_the_same_text_never_has_the_same_digest_twice() -> None:
    assert Part.fresh("Анна").digest() != Part.fresh("Анна").digest()


def test_each_day_that_has_ended_gets_a_root_even_one_without_acts() -> None:
    monday, thursday = date(2026, 11, 23), date(2026, 11, 26)
    assert list(days_due(None, monday, thursday)) == [date(2026, 11, day) for day in (23, 24, 25)]
    assert list(days_due(date(2026, 11, 24), monday, thursday)) == [date(2026, 11, 25)]
    assert list(days_due(None, None, thursday)) == []
    assert list(days_due(date(2026, 11, 25), monday, thursday)) == []


def test_a_root_is_bound_to_the_one_before_it() -> None:
    first = Root(date(2026, 11, 23), 5, bytes(32), 5, GENESIS)
    assert replace(first, previous=bytes([1] * 32)).hash != first.hash
    assert replace(first, rows=4).hash != first.hash
