"""The access matrix of members: every call x every role x own and foreign organisation, over the real bus."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from chassis.errors import ServiceError
from contracts import subjects
from contracts.base import ById, Message, ObjectRef, Rpc
from contracts.card_changes import (
    OPEN_CARD_CHANGE,
    WITHDRAW_CARD_CHANGE,
    AnswerCardChange,
    CardChangeQuery,
    CardChangeState,
    OpenCardChange,
)
from contracts.member_imports import ApplyImport, ImportFile
from contracts.members import (
    CardContent,
    CardDetails,
    ChangeMemberStatus,
    EditMember,
    HistoryQuery,
    MemberQuery,
    MemberStatus,
    OrganisationCard,
)
from contracts.prechecks import BUCKET
from contracts.registry import RPCS
from contracts.roles import MEMBERS, OPERATORS, REGISTRARS, STAFF, Role
from tests.integration.auth.scene import Scene
from tests.integration.members.register import Register
from tests.organisations import new_member
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

OK, FORBIDDEN, NOT_FOUND, INVALID = "ok", "forbidden", "not_found", "invalid"
STALE, UNAVAILABLE, ANSWERED = "stale_revision", "unavailable", "card_change_answered"


@dataclass(frozen=True)
class Rule:
    """What a role gets for its own organisation and for a foreign one. Staff own none, so theirs is any."""

    roles: frozenset[Role]
    own: str
    foreign: str


_NOBODY_ELSE = Rule(frozenset(Role), FORBIDDEN, FORBIDDEN)
# A call that is added without rules here fails `test_every_call_has_a_rule`. The first rule that names a role counts.
_RULES: dict[str, tuple[Rule, ...]] = {
    subjects.MEMBER_GET: (
        Rule(MEMBERS, OK, NOT_FOUND),
        Rule(STAFF, OK, OK),
        Rule(OPERATORS, FORBIDDEN, FORBIDDEN),
    ),
    subjects.MEMBER_HISTORY: (
        Rule(MEMBERS, OK, NOT_FOUND),
        Rule(STAFF, OK, OK),
        Rule(OPERATORS, FORBIDDEN, FORBIDDEN),
    ),
    subjects.MEMBER_LIST: (Rule(STAFF, OK, OK), _NOBODY_ELSE),
    subjects.MEMBER_EXPORT: (Rule(STAFF, OK, OK), _NOBODY_ELSE),
    # Of a revision that never was, so that nothing is changed.
    subjects.MEMBER_EDIT: (Rule(REGISTRARS, STALE, STALE), _NOBODY_ELSE),
    subjects.MEMBER_REGISTER: (Rule(REGISTRARS, OK, OK), _NOBODY_ELSE),
    # A list that is not there, as far as the roles go.
    subjects.IMPORT_PREVIEW: (Rule(REGISTRARS, UNAVAILABLE, UNAVAILABLE), _NOBODY_ELSE),
    subjects.IMPORT_APPLY: (Rule(REGISTRARS, UNAVAILABLE, UNAVAILABLE), _NOBODY_ELSE),
    # A request is always about one's own card, here of a revision that never was.
    subjects.CARD_CHANGE_OPEN: (Rule(MEMBERS, STALE, STALE), _NOBODY_ELSE),
    subjects.CARD_CHANGE_LIST: (Rule(MEMBERS | STAFF, OK, OK), _NOBODY_ELSE),
    # `cast` holds a request of the first organisation and one of the second.
    subjects.CARD_CHANGE_GET: (
        Rule(MEMBERS, OK, NOT_FOUND),
        Rule(STAFF, OK, OK),
        Rule(OPERATORS, FORBIDDEN, FORBIDDEN),
    ),
    # Refused without a reason, so that it stays open.
    subjects.CARD_CHANGE_ANSWER: (Rule(REGISTRARS, INVALID, INVALID), _NOBODY_ELSE),
    # Withdrawn already.
    subjects.CARD_CHANGE_WITHDRAW: (Rule(MEMBERS, ANSWERED, NOT_FOUND), _NOBODY_ELSE),
    # The step to the status that a member has is none, which only those learn who may take steps at all.
    subjects.MEMBER_CHANGE_STATUS: (Rule(REGISTRARS, INVALID, INVALID), _NOBODY_ELSE),
}
_LOST = ObjectRef(bucket=BUCKET, key="lost", sha256="", size=0)
_DETAILS = CardDetails(full_name="ООО «Берег»", short_name="Берег")
_REQUESTS: dict[str, Callable[[UUID], Message]] = {
    subjects.MEMBER_GET: lambda target: ById(id=target),
    subjects.MEMBER_HISTORY: lambda target: HistoryQuery(id=target),
    subjects.IMPORT_PREVIEW: lambda target: ImportFile(object=_LOST, file_name="list.csv"),
    subjects.IMPORT_APPLY: lambda target: ApplyImport(object=_LOST, file_name="list.csv", plan="-", grounds="-"),
    subjects.CARD_CHANGE_OPEN: lambda target: OpenCardChange(revision=0, details=_DETAILS),
    subjects.CARD_CHANGE_LIST: lambda target: CardChangeQuery(member=target),
    subjects.CARD_CHANGE_GET: lambda target: ById(id=target),
    subjects.CARD_CHANGE_ANSWER: lambda target: AnswerCardChange(id=target, outcome=CardChangeState.REFUSED),
    subjects.CARD_CHANGE_WITHDRAW: lambda target: ById(id=target),
    subjects.MEMBER_LIST: lambda target: MemberQuery(),
    subjects.MEMBER_EXPORT: lambda target: MemberQuery(limit=2),
    subjects.MEMBER_EDIT: lambda target: EditMember(
        id=target, revision=0, content=CardContent.model_validate(new_member().model_dump()), grounds="Письмо № 3"
    ),
    subjects.MEMBER_REGISTER: lambda target: new_member(),
    subjects.MEMBER_CHANGE_STATUS: lambda target: ChangeMemberStatus(
        id=target, status=MemberStatus.MEMBER, grounds="Протокол № 7"
    ),
}
_OWNED = [rpc for rpc in RPCS if rpc.owner == "members"]
_BY_SUBJECT: dict[str, Rpc[Any, Any]] = {rpc.subject: rpc for rpc in _OWNED}


@dataclass(frozen=True)
class Cast:
    """Two organisations, and an identity token for each role; member roles belong to the first one.

    `requests`: an open and a withdrawn request of each organisation, by the calls that are about them.
    """

    own: UUID
    foreign: UUID
    tokens: dict[Role, str]
    requests: dict[tuple[str, UUID], UUID]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cast(scene: Scene, register: Register) -> Cast:
    own, foreign = await register.enter(), await register.enter()
    # auth hears of it by the register's own event; telling it here as well would be a second insert at the same moment.
    await eventually(lambda: scene.rows("SELECT 1 FROM organisations WHERE id = :id", id=own.id))
    tokens = {}
    for role in Role:
        email = await scene.person_of_role(role, own.id if role in MEMBERS else None)
        tokens[role] = await scene.token(email)
    stranger = await _member_of(scene, foreign.id)
    requests = {
        **await _requests_of(register, own, tokens[Role.MEMBER_USER]),
        **await _requests_of(register, foreign, stranger),
    }
    return Cast(own.id, foreign.id, tokens, requests)


async def _member_of(scene: Scene, organisation: UUID) -> str:
    await eventually(lambda: scene.rows("SELECT 1 FROM organisations WHERE id = :id", id=organisation))
    return await scene.token(await scene.person_of_role(Role.MEMBER_USER, organisation))


async def _requests_of(register: Register, card: OrganisationCard, token: str) -> dict[tuple[str, UUID], UUID]:
    async def ask(rpc: Rpc[Any, Any], request: Message) -> Any:
        return await register.scene.gateway.call(rpc, request, token=token)

    details = CardDetails.model_validate({**card.model_dump(), "head_name": "Орлова М. П."})
    wanted = OpenCardChange(revision=card.revision, details=details)
    withdrawn = (await ask(OPEN_CARD_CHANGE, wanted)).id
    await ask(WITHDRAW_CARD_CHANGE, ById(id=withdrawn))
    waiting = (await ask(OPEN_CARD_CHANGE, wanted)).id
    return {
        (subjects.CARD_CHANGE_GET, card.id): waiting,
        (subjects.CARD_CHANGE_ANSWER, card.id): waiting,
        (subjects.CARD_CHANGE_WITHDRAW, card.id): withdrawn,
    }


async def _outcome(register: Register, subject: str, target: UUID, token: str | None) -> str:
    try:
        await register.scene.gateway.call(_BY_SUBJECT[subject], _REQUESTS[subject](target), token=token)
    except ServiceError as error:
        return error.code
    return OK


async def test_every_call_has_a_rule() -> None:
    assert set(_RULES) == set(_REQUESTS) == set(_BY_SUBJECT)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("rpc", _OWNED, ids=lambda rpc: rpc.subject)
async def test_a_role_gets_what_its_rule_says(register: Register, cast: Cast, rpc: Rpc[Any, Any], role: Role) -> None:
    rule = next(rule for rule in _RULES[rpc.subject] if role in rule.roles)
    token = cast.tokens[role]
    own, foreign = (cast.requests.get((rpc.subject, target), target) for target in (cast.own, cast.foreign))
    assert await _outcome(register, rpc.subject, own, token) == rule.own
    assert await _outcome(register, rpc.subject, foreign, token) == rule.foreign


@pytest.mark.parametrize("rpc", _OWNED, ids=lambda rpc: rpc.subject)
async def test_without_an_identity_nothing_is_answered(register: Register, cast: Cast, rpc: Rpc[Any, Any]) -> None:
    forged = cast.tokens[Role.SRO_ADMIN][:-4] + "AAAA"
    for token in (None, "", "x.y.z", forged):
        assert await _outcome(register, rpc.subject, cast.own, token) == "unauthenticated"
