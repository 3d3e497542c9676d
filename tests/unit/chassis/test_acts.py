"""What an act says of what it changed, of who did it and from where."""

from uuid import uuid4

import orjson

from chassis import acts, asking
from contracts.identity import Identity
from contracts.journal import ACT_EVENTS, ActObject, event_of
from contracts.journal_acts import Act, ObjectKind
from contracts.roles import Role

MEMBER = ActObject(kind=ObjectKind.MEMBER, id="1", title="МКК «Ромашка»")


def test_only_what_differs_is_told_on_both_sides() -> None:
    before = {"phone": "1", "name": "А", "email": None}
    told = acts.told(Act.MEMBER_STATUS_CHANGED, MEMBER, before, {"phone": "2", "name": "А", "site": "b"}, None)
    assert told.before == {"phone": "1"}
    assert told.after == {"phone": "2", "site": "b"}


def test_one_side_alone_is_told_whole() -> None:
    told = acts.told(Act.MEMBER_REGISTERED, MEMBER, None, {"phone": None, "id": uuid4()}, None)
    assert told.before is None
    assert set(told.after or {}) == {"phone", "id"}


def test_what_is_too_large_is_named_with_its_size_and_the_rest_is_kept() -> None:
    told = acts.told(Act.RULE_SET_SAVED, MEMBER, None, {"rules": "x" * 100_000, "version": "2"}, None)
    assert told.after == {"rules": {"omitted_bytes": 100_002}, "version": "2"}
    assert len(orjson.dumps(told.after)) < 100


def test_the_act_says_who_asks_and_from_where() -> None:
    anna = Identity(person_id=uuid4(), person_name="Анна", roles=(Role.CLERK,), session_id=uuid4())
    token = asking.asker.set(anna)
    try:
        with asking.coming_from("10.0.0.1", "Opera\0"):
            actor = acts.told(Act.SIGNED_OUT, MEMBER, None, None, None).actor
    finally:
        asking.asker.reset(token)
    assert (actor.person_id, actor.name, actor.session_id) == (anna.person_id, "Анна", anna.session_id)
    assert (actor.address, actor.user_agent) == ("10.0.0.1", "Opera")


def test_outside_a_request_the_system_acts() -> None:
    assert acts.told(Act.SIGNED_OUT, MEMBER, None, None, None).actor.person_id is None


def test_the_origin_travels_in_ascii_whatever_a_browser_calls_itself() -> None:
    with asking.coming_from("10.0.0.1", "Браузер\r\nX: 1"):
        headers = asking.inject()
        assert headers[asking.HEADER].isascii()
        assert "\n" not in headers[asking.HEADER]
        assert asking.extract(headers) == asking.origin.get()
    assert asking.inject() == {}
    assert asking.extract({asking.HEADER: "nonsense"}) == asking.NOWHERE


def test_every_act_is_told_by_a_service_that_has_an_event_for_it() -> None:
    assert {event_of(act).owner for act in Act} <= set(ACT_EVENTS)
