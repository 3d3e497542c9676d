"""The rights of NATS users are exactly what the registry says."""

from chassis.bus import nats_users
from contracts.registry import EVENTS, LISTENS, RPCS, SERVICES

USERS = {user.name: user for user in nats_users()}


def test_every_service_has_a_user() -> None:
    assert set(USERS) == {*SERVICES, "operator"}


def test_only_callers_may_ask_and_only_owners_answer() -> None:
    for rpc in RPCS:
        askers = {s for s in SERVICES if rpc.subject in USERS[s].publish}
        servers = {s for s in SERVICES if rpc.subject in USERS[s].subscribe}
        assert askers == set(rpc.callers), rpc.subject
        assert servers == {rpc.owner}, rpc.subject


def test_only_owners_announce() -> None:
    for event in EVENTS:
        assert {s for s in SERVICES if event.subject in USERS[s].publish} == {event.owner}, event.subject


def test_plain_listening_is_for_those_in_the_registry() -> None:
    for event in EVENTS:
        hearers = {s for s in SERVICES if event.subject in USERS[s].subscribe}
        assert hearers == {s for s, events in LISTENS.items() if event in events}, event.subject


def test_inboxes_are_private() -> None:
    inboxes = {name: [s for s in user.subscribe if s.startswith("_INBOX")] for name, user in USERS.items()}
    assert all(len(found) == 1 for found in inboxes.values())
    assert len({found[0] for found in inboxes.values()}) == len(USERS)


def test_no_service_has_a_wildcard_over_subjects_of_others() -> None:
    for service in SERVICES:
        wide = [s for s in USERS[service].publish if s.endswith(">") and not s.startswith("$JS.ACK.")]
        assert wide == [], service
