"""Acts for the journal: told in the transaction of the act, so that one is on record if and only if it happened."""

from collections.abc import Mapping
from typing import Any

import orjson
from pydantic import BaseModel

from chassis import asking, clock, telemetry
from contracts.identity import Identity
from contracts.journal import ActObject, Actor, ActRecorded
from contracts.journal_acts import Act

State = BaseModel | Mapping[str, Any] | None

# An act is a line, not an archive: with both sides it must stay far below what a message may hold.
_LARGEST = 24 * 1024
_LONGEST_TITLE = 300


def told(act: Act, object: ActObject, before: State, after: State, by: Identity | None) -> ActRecorded:
    """The act as it leaves. `by`: who did it, where that is not who asks (somebody who is just signing in)."""
    left, right = _plain(before), _plain(after)
    if left is not None and right is not None:
        left, right = _changed(left, right)
    return ActRecorded(
        act=act,
        at=clock.now(),
        actor=_actor(by or asking.asker.get()),
        object_kind=object.kind,
        object_id=object.id,
        object_title=object.title[:_LONGEST_TITLE],
        organisation_id=object.organisation_id,
        before=_bounded(left),
        after=_bounded(right),
        trace_id=telemetry.trace_id(),
    )


def _actor(who: Identity | None) -> Actor:
    where = asking.origin.get()
    if who is None:
        return Actor(address=where.address, user_agent=where.user_agent)
    return Actor(
        person_id=who.person_id,
        name=who.person_name,
        organisation_id=who.organisation_id,
        roles=who.roles,
        session_id=who.session_id,
        address=where.address,
        user_agent=where.user_agent,
    )


def _plain(state: State) -> dict[str, Any] | None:
    if state is None:
        return None
    if isinstance(state, BaseModel):
        return state.model_dump(mode="json")
    plain: dict[str, Any] = orjson.loads(orjson.dumps(dict(state), default=str))
    return plain


def _changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs, on both sides: a card of thirty fields with a new telephone says the telephone."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {n: before[n] for n in names if n in before}, {n: after[n] for n in names if n in after}


def _bounded(state: dict[str, Any] | None) -> dict[str, Any] | None:
    """Fields in their order while they fit; what does not is named with its size."""
    if state is None:
        return None
    kept: dict[str, Any] = {}
    left = _LARGEST
    for name, value in state.items():
        size = len(orjson.dumps(value))
        if size > left:
            kept[name] = {"omitted_bytes": size}
            continue
        kept[name] = value
        left -= size
    return kept
