"""The registry holds together: what it promises, it also provides."""

from itertools import combinations, product
from typing import Any

import pytest

from contracts import subjects
from contracts.base import Event, Message, Rpc
from contracts.registry import CONSUMERS, DEAD, EVENTS, LISTENS, RPCS, SERVICES, STREAMS, consumer, stream
from contracts.roles import Role

_SUBJECTS = {name: value for name, value in vars(subjects).items() if name.isupper()}
_DEAD_LETTERS = {subjects.dead_letter(c.owner, c.name) for c in CONSUMERS}


def _matches(pattern: str, subject: str) -> bool:
    """Whether a stream's subject pattern (`a.b.>` or plain) takes `subject`."""
    if pattern.endswith(".>"):
        return subject.startswith(pattern[:-1])
    return pattern == subject


def _streams_of(subject: str) -> list[str]:
    return [s.name for s in STREAMS if any(_matches(pattern, subject) for pattern in s.subjects)]


def test_every_subject_is_used_exactly_once() -> None:
    used = [rpc.subject for rpc in RPCS] + [event.subject for event in EVENTS]
    assert sorted(used) == sorted(_SUBJECTS.values())
    assert len(set(used)) == len(used)


@pytest.mark.parametrize("rpc", RPCS, ids=lambda rpc: rpc.subject)
def test_no_stream_takes_a_request(rpc: Rpc[Any, Any]) -> None:
    assert _streams_of(rpc.subject) == []


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.subject)
def test_an_event_goes_into_the_stream_it_names_and_no_other(event: Event[Any]) -> None:
    assert _streams_of(event.subject) == [event.stream]


def test_streams_do_not_overlap() -> None:
    for one, other in combinations(STREAMS, 2):
        for left, right in product(one.subjects, other.subjects):
            assert not left.startswith(right.removesuffix(">"))
            assert not right.startswith(left.removesuffix(">"))


def test_requests_are_named_after_the_service_that_answers() -> None:
    for rpc in RPCS:
        assert rpc.owner in SERVICES
        assert rpc.subject.split(".")[0] == rpc.owner
        assert len(rpc.subject.split(".")) == 3


def test_events_are_named_after_the_service_that_tells() -> None:
    for event in EVENTS:
        assert event.owner in SERVICES
        prefix = ["job"] if event.subject.startswith("job.") else ["evt", event.owner]
        assert event.subject.split(".")[: len(prefix)] == prefix


def test_a_stream_belongs_to_the_service_whose_events_it_holds() -> None:
    for event in EVENTS:
        assert stream(event.stream).owner == event.owner


def test_callers_are_services_other_than_the_owner() -> None:
    for rpc in RPCS:
        assert rpc.callers
        assert set(rpc.callers) <= set(SERVICES) - {rpc.owner}


def test_a_call_serves_some_role_or_needs_no_identity_at_all() -> None:
    for rpc in RPCS:
        assert rpc.roles is None or rpc.roles
        assert rpc.roles is None or rpc.roles <= set(Role)


def test_only_auth_answers_people_without_an_identity() -> None:
    """What a service asks of another on nobody's behalf must be out of every person's reach: never the gateway's."""
    anonymous = [rpc for rpc in RPCS if rpc.roles is None]
    assert {rpc.owner for rpc in anonymous if "gateway" in rpc.callers} == {"auth"}
    assert {rpc.subject for rpc in anonymous if rpc.owner != "auth"} == {"reports.snapshot.list"}


def test_every_consumer_processes_an_event_of_the_registry() -> None:
    assert len({c.name for c in CONSUMERS}) == len(CONSUMERS)
    for c in CONSUMERS:
        assert consumer(c.name) is c
        assert c.event in EVENTS
        assert c.owner in SERVICES
        assert c.max_deliver > 1


def test_each_job_has_exactly_one_consumer() -> None:
    for queue in (s for s in STREAMS if s.work_queue):
        jobs = [event for event in EVENTS if event.stream == queue.name]
        assert [[c.event for c in CONSUMERS].count(job) for job in jobs] == [1] * len(jobs)


def test_every_dead_letter_is_kept() -> None:
    for subject in _DEAD_LETTERS:
        assert _streams_of(subject) == [DEAD.name]


def test_only_services_listen_and_only_to_events() -> None:
    for listener, events in LISTENS.items():
        assert listener in SERVICES
        assert set(events) <= set(EVENTS)


def test_messages_are_frozen_and_ignore_what_they_do_not_know() -> None:
    models: list[type[Message]] = [m for rpc in RPCS for m in (rpc.request, rpc.reply)]
    models += [event.model for event in EVENTS]
    for model in models:
        assert model.model_config["frozen"] is True
        assert model.model_config["extra"] == "ignore"


def test_new_rules_of_use_hold_up_no_report_and_little_else() -> None:
    """What a person is served before accepting them: the way to accept, to leave and to be safe, and reports."""
    served = {rpc.subject for rpc in RPCS if rpc.roles and rpc.before_rules}
    assert {subjects.SUBMISSION_SUBMIT, subjects.OBLIGATION_LIST, subjects.UPLOAD_RECOGNISE} <= served
    assert {subjects.RULES_GET, subjects.RULES_ACCEPT, subjects.SESSION_REVOKE} <= served
    assert not {subjects.PEOPLE_LIST, subjects.INVITATION_CREATE, subjects.NOTICE_LIST, subjects.MEMBER_GET} & served
