"""What auth puts on record for the journal of acts."""

import pytest
from sqlalchemy.exc import DBAPIError

from chassis.errors import ServiceError
from contracts.auth import CLOSE_SESSION, SessionToken
from contracts.journal import AUTH_ACT, ActRecorded
from contracts.journal_acts import Act, ObjectKind
from services.auth.domain.journal import AccessEvent, act_of
from tests.integration.auth.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def recorded(scene: Scene, address: str) -> list[ActRecorded]:
    rows = await scene.rows(f"SELECT payload FROM outbox WHERE subject = '{AUTH_ACT.subject}' ORDER BY id")  # noqa: S608
    acts = [ActRecorded.model_validate_json(bytes(row.payload)) for row in rows]
    return [act for act in acts if act.actor.address == address]


async def test_sign_ins_refusals_and_signing_out_are_on_record(scene: Scene) -> None:
    email = await scene.person()
    for wrong in (email, "nobody@nowhere.example"):
        with pytest.raises(ServiceError):
            await scene.sign_in(wrong, "a wrong guess", address="203.0.113.20")
    opened = await scene.sign_in(email, address="203.0.113.20")
    await scene.gateway.call(CLOSE_SESSION, SessionToken(session_token=opened.session_token))
    known, unknown, signed_in, signed_out = await recorded(scene, "203.0.113.20")
    assert [known.act, signed_in.act, signed_out.act] == [Act.SIGN_IN_REFUSED, Act.SIGNED_IN, Act.SIGNED_OUT]
    assert (known.object_kind, known.object_id) == (ObjectKind.PERSON, str(opened.me.person.id))
    assert (known.actor.person_id, known.after) == (None, {"reason": "wrong_credentials"})
    assert (unknown.act, unknown.object_kind) == (Act.SIGN_IN_REFUSED, ObjectKind.ACCOUNT)
    assert signed_in.actor.person_id == signed_out.actor.person_id == opened.me.person.id
    assert signed_in.object_id == signed_out.object_id == str(opened.me.session_id)
    assert email not in str([known, unknown, signed_in, signed_out])


async def test_a_refusal_to_come_in_leaves_no_trace_of_what_was_typed(scene: Scene) -> None:
    with pytest.raises(ServiceError):
        await scene.sign_in("my-secret-password", "x", address="203.0.113.21")
    [act] = await recorded(scene, "203.0.113.21")
    assert "my-secret-password" not in act.model_dump_json()


def test_every_event_of_access_is_an_act_of_the_journal() -> None:
    assert {act_of(event) for event in AccessEvent} <= set(Act)


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE access_journal SET event = 'nothing'", "append-only"),
        ("DELETE FROM access_journal", "append-only"),
        ("TRUNCATE access_journal", "permission denied"),
        ("ALTER TABLE access_journal DISABLE TRIGGER ALL", "must be owner"),
    ],
)
async def test_the_database_refuses_to_change_the_journal(scene: Scene, statement: str, refusal: str) -> None:
    await scene.sign_in(await scene.person())
    with pytest.raises(DBAPIError, match=refusal):
        await scene.change(statement)
