"""The mail of an invitation: its link is asked of auth as it leaves, and stands nowhere else."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from chassis import clock
from chassis.bus import Call
from chassis.errors import not_found
from contracts.access import (
    ACCESS_REQUEST_PLACED,
    INVITATION_ISSUED,
    INVITATION_UNDELIVERED,
    ISSUE_SECRET,
    AccessRequestPlaced,
    InvitationIssued,
    InvitationSecret,
    InvitationUndelivered,
    IssueSecret,
)
from contracts.roles import Role
from tests.integration.messaging.scene import Scene, colleague, verdict
from tests.mailbox import text_of
from tests.signed_asker import person
from tests.waiting import eventually

OLEG = "oleg@example.org"


def issued(invitation_id: UUID, **changes: Any) -> InvitationIssued:
    values: dict[str, Any] = {
        "invitation_id": invitation_id,
        "issue": 1,
        "email": OLEG,
        "name": "Олег Новиков",
        "organisation": "МКК «Берег»",
        "invited_by": "Анна Петрова",
        "expires_at": clock.now() + timedelta(days=3),
    }
    return InvitationIssued(**values | changes)


class Auth:
    """Answers as auth does: a fresh secret for the last issue of what is still open."""

    def __init__(self) -> None:
        self.open: dict[UUID, int] = {}
        self.given: list[str] = []

    async def secret(self, call: Call[IssueSecret]) -> InvitationSecret:
        if self.open.get(call.request.invitation_id) != call.request.issue:
            raise not_found()
        self.given.append(f"{len(self.given):_>40}")
        return InvitationSecret(secret=self.given[-1])


async def serve(scene: Scene) -> Auth:
    auth = Auth()
    await scene.asker.auth.serve(ISSUE_SECRET, auth.secret)
    return auth


async def tell(scene: Scene, event: InvitationIssued) -> None:
    await scene.asker.auth.publish(INVITATION_ISSUED, event, message_id=str(uuid4()))


async def settled(scene: Scene, invitation_id: UUID, issue: int = 1) -> Any:
    """The row once its mail was sent or given up."""

    async def look() -> Any:
        found = await scene.rows(
            "SELECT * FROM invitation_mails WHERE invitation_id = :id AND issue = :issue "
            "AND (sent_at IS NOT NULL OR given_up_at IS NOT NULL)",
            id=invitation_id,
            issue=issue,
        )
        return found[0] if found else None

    return await eventually(look)


async def test_the_mail_holds_a_link_that_is_kept_nowhere(scene: Scene) -> None:
    auth, invitation = await serve(scene), uuid4()
    auth.open[invitation] = 1
    await tell(scene, issued(invitation))
    await settled(scene, invitation)
    [mail] = scene.mail_server.taken
    assert (str(mail["To"]), mail["Subject"]) == (
        f"Олег Новиков <{OLEG}>",
        "[Приглашение] Доступ в личный кабинет: МКК «Берег»",
    )
    assert f"https://cabinet.sro.example/invitation#{auth.given[0]}" in text_of(mail)
    rows = await scene.rows("SELECT row_to_json(invitation_mails)::text AS whole FROM invitation_mails")
    assert auth.given[0] not in rows[0].whole


async def test_a_mail_that_is_tried_again_holds_a_link_of_its_own(scene: Scene) -> None:
    auth, invitation = await serve(scene), uuid4()
    auth.open[invitation] = 1
    scene.mail_server.refusals[OLEG] = "450 come again"
    await tell(scene, issued(invitation))
    await eventually(lambda: _postponed(scene, invitation))
    scene.mail_server.refusals.clear()
    await scene.change("UPDATE invitation_mails SET next_try_at = clock_timestamp()")
    await settled(scene, invitation)
    [mail] = scene.mail_server.taken
    assert len(auth.given) == 2
    assert auth.given[1] in text_of(mail)


async def _postponed(scene: Scene, invitation_id: UUID) -> bool:
    query = "SELECT 1 FROM invitation_mails WHERE invitation_id = :id AND tries = 1 AND lease_token IS NULL"
    return bool(await scene.rows(query, id=invitation_id))


async def test_what_was_withdrawn_or_sent_again_is_not_mailed(scene: Scene) -> None:
    auth, invitation = await serve(scene), uuid4()
    await tell(scene, issued(invitation))
    assert (await settled(scene, invitation)).given_up_at is not None
    auth.open[invitation] = 2
    again = issued(invitation, issue=2)
    await tell(scene, again)
    await settled(scene, invitation, issue=2)
    await tell(scene, issued(invitation))  # old news
    await tell(scene, again)
    other = uuid4()
    auth.open[other] = 1
    await tell(scene, issued(other))
    await settled(scene, other)
    assert len(scene.mail_server.taken) == 2


async def test_a_mail_that_never_arrives_is_told_of_and_one_that_was_called_off_is_not(scene: Scene) -> None:
    auth, gone, withdrawn = await serve(scene), uuid4(), uuid4()
    auth.open[gone] = 1
    scene.mail_server.refusals[OLEG] = "550 no such mailbox"
    for invitation in (gone, withdrawn):
        await tell(scene, issued(invitation))
        assert (await settled(scene, invitation)).given_up_at is not None
    rows = await scene.rows(
        "SELECT payload FROM outbox WHERE subject = :subject", subject=INVITATION_UNDELIVERED.subject
    )
    told = [InvitationUndelivered.model_validate_json(bytes(row.payload)) for row in rows]
    assert told == [InvitationUndelivered(invitation_id=gone, issue=1)]


async def test_staff_who_let_people_in_read_of_a_request_once_and_get_no_mail(scene: Scene) -> None:
    placed = AccessRequestPlaced(id=uuid4(), organisation="Берег", inn="7707083893")
    await scene.people(colleague(None, "clerk@sro.example", roles=(Role.CLERK,)))
    for _ in range(2):
        await scene.asker.auth.publish(ACCESS_REQUEST_PLACED, placed, message_id=str(uuid4()))

    async def seen() -> int:
        return len((await scene.notices(person(Role.CLERK, uuid4()))).items)

    await eventually(seen)
    [entered] = await scene.rows("SELECT count(*) AS n FROM notices")
    assert entered.n == 1
    assert (await scene.notices(person(Role.METHODOLOGIST, uuid4()))).items == ()
    assert await scene.rows("SELECT 1 FROM mails") == []


async def test_whoever_acts_for_two_organisations_hears_of_both_and_of_none_it_left(scene: Scene) -> None:
    one, two = uuid4(), uuid4()
    oleg = colleague(one, OLEG, organisations=(one, two))
    await scene.people(oleg)
    await scene.verdicts(verdict(one), verdict(two))
    await scene.mails_settled()
    assert len(scene.mail_server.taken) == 2
    scene.mail_server.refusals[OLEG] = "450 come again"
    await scene.verdicts(verdict(one), verdict(two))
    await scene.people(oleg.model_copy(update={"revision": 2, "organisation_id": two, "organisations": (two,)}))
    left = await scene.rows(
        "SELECT n.member_id FROM mails AS m JOIN notices AS n ON n.id = m.notice_id "
        "WHERE m.last_error = 'the person left the organisation'"
    )
    assert [row.member_id for row in left] == [one]
