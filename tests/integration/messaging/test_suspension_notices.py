"""That a trigger switched itself off is told to the methodologists, in the cabinet and by mail, and to nobody else."""

from datetime import UTC, datetime
from uuid import uuid4

from contracts.roles import METHODOLOGISTS, STAFF, Role
from tests.integration.messaging.scene import FORM, Scene, colleague, member, suspension
from tests.signed_asker import person


async def test_methodologists_are_told_once_and_nobody_else(scene: Scene) -> None:
    mailboxes = {role: f"{role}-{uuid4().hex}@sro.example" for role in (Role.METHODOLOGIST, Role.CLERK)}
    await scene.people(*(colleague(None, address, roles=(role,)) for role, address in mailboxes.items()))
    event = suspension()
    await scene.suspended(event, event)
    for role in STAFF:
        told = (await scene.notices(person(role, uuid4()))).items
        assert len(told) == (1 if role in METHODOLOGISTS else 0), role
    assert (await scene.notices(member(uuid4()))).items == ()
    await scene.mails_settled()
    mails = await scene.rows("SELECT r.email FROM mails JOIN recipients r USING (person_id)")
    assert [row.email for row in mails] == [mailboxes[Role.METHODOLOGIST]]


async def test_the_notice_says_which_trigger_why_and_where_to_act(scene: Scene) -> None:
    await scene.suspended(suspension())
    asker = person(Role.METHODOLOGIST, uuid4())
    [notice] = (await scene.notices(asker)).items
    assert (notice.kind, notice.path) == ("trigger_suspended", "/suspended-triggers")
    assert notice.title == f"[Триггер выключен] П-01: {FORM.title}"
    assert "набор правил 2026.2" in notice.text
    assert "Деление на ноль." in notice.text
    [english] = (await scene.notices(asker, language="en")).items
    assert english.title == f"[Trigger switched off] П-01: {FORM.title}"
    assert "Division by zero." in english.text


async def test_that_a_person_put_it_back_to_work_is_no_news(scene: Scene) -> None:
    await scene.suspended(suspension(lifted_at=datetime.now(UTC)))
    assert (await scene.notices(person(Role.METHODOLOGIST, uuid4()))).items == ()
