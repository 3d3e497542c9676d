"""What the register says of an organisation counts for its people at once."""

import asyncio

import pytest

from chassis.errors import ServiceError
from contracts import subjects
from contracts.auth import PersonChanged, SessionRevoked
from contracts.members import MemberCard, MemberStatus
from contracts.roles import Role
from tests.integration.auth.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


def _next(card: MemberCard, status: MemberStatus) -> MemberCard:
    return card.model_copy(update={"status": status, "revision": card.revision + 1})


@pytest.mark.parametrize("status", [MemberStatus.EXCLUDED, MemberStatus.LEFT])
async def test_every_session_of_its_people_ends_and_nobody_elses(scene: Scene, status: MemberStatus) -> None:
    card, other = await scene.organisation(), await scene.organisation()
    email, stranger = await scene.member_person(card.id), await scene.member_person(other.id)
    opened = [await scene.sign_in(email), await scene.sign_in(email)]
    others = await scene.sign_in(stranger)
    await scene.tell(_next(card, status))
    for session in opened:
        with pytest.raises(ServiceError, match="unauthenticated"):
            await scene.resolve(session)
    assert (await scene.resolve(others)).me.person.email == stranger
    told = [SessionRevoked.model_validate_json(text) for text in await scene.emitted(subjects.EVT_SESSION_REVOKED)]
    assert {o.me.session_id for o in opened} in [set(t.session_ids) for t in told]


async def test_old_news_are_ignored(scene: Scene) -> None:
    card = await scene.organisation()
    newer = _next(_next(card, MemberStatus.SUSPENDED), MemberStatus.MEMBER)
    await scene.tell(newer)
    await scene.tell(_next(card, MemberStatus.EXCLUDED))
    email = await scene.member_person(card.id)
    assert (await scene.sign_in(email)).me.person.email == email


async def test_those_who_write_to_people_are_told_that_these_are_gone(scene: Scene) -> None:
    card = await scene.organisation()
    email = await scene.member_person(card.id)
    await scene.tell(_next(card, MemberStatus.EXCLUDED))
    told = [PersonChanged.model_validate_json(text) for text in await scene.emitted(subjects.EVT_PERSON_CHANGED)]
    assert [(p.revision, p.active) for p in told if p.email == email] == [(1, True), (2, False)]


async def test_a_new_name_in_the_register_is_shown_at_the_next_request(scene: Scene) -> None:
    card = await scene.organisation()
    opened = await scene.sign_in(await scene.member_person(card.id))
    await scene.tell(card.model_copy(update={"short_name": "МКК «Новый берег»", "revision": 2}))
    organisation = (await scene.resolve(opened)).me.organisation
    assert organisation is not None
    assert organisation.name == "МКК «Новый берег»"


async def test_no_session_outlives_an_exclusion_that_runs_at_the_same_time(scene: Scene) -> None:
    for _ in range(10):
        card = await scene.organisation()
        email = await scene.person(Role.MEMBER_USER, organisation_id=card.id)
        attempts = [asyncio.create_task(scene.sign_in(email)) for _ in range(4)]
        await asyncio.wait(attempts, return_when=asyncio.FIRST_COMPLETED)
        await scene.tell(_next(card, MemberStatus.EXCLUDED))
        outcomes = await asyncio.gather(*attempts, return_exceptions=True)
        # Neither side may fall over the locks of the other.
        assert {outcome.code for outcome in outcomes if isinstance(outcome, ServiceError)} <= {"blocked"}
        left = await scene.rows("SELECT id FROM sessions WHERE organisation_id = :id AND closed_at IS NULL", id=card.id)
        assert left == []
