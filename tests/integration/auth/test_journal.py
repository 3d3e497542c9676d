"""The journal of access: what is written, and that nobody can take it back."""

import pytest
from sqlalchemy.exc import DBAPIError

from chassis.errors import ServiceError
from contracts.auth import CLOSE_SESSION, SessionToken
from tests.integration.auth.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_sign_ins_failures_and_closings_are_on_record(scene: Scene) -> None:
    email = await scene.person()
    with pytest.raises(ServiceError):
        await scene.sign_in(email, "a wrong guess", address="203.0.113.20")
    opened = await scene.sign_in(email, address="203.0.113.20")
    await scene.gateway.call(CLOSE_SESSION, SessionToken(session_token=opened.session_token))
    lines = await scene.rows("SELECT * FROM access_journal WHERE address = '203.0.113.20' ORDER BY id")
    assert [line.event for line in lines] == ["wrong_credentials", "signed_in", "session_closed"]
    assert [line.session_id for line in lines] == [None, opened.me.session_id, opened.me.session_id]
    assert lines[0].account == lines[1].account
    assert email not in str(lines)


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
