"""Acts enter the chain once, are read by staff, and cannot be changed."""

from uuid import uuid4

import pytest
from sqlalchemy.exc import DBAPIError

from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts.journal import LIST_ACTS, ActObject, ActQuery
from contracts.journal_acts import Act, ObjectKind
from contracts.roles import STAFF, Role
from services.journal.bootstrap import key_of
from services.journal.usecases.entering import Told, append
from tests.integration.journal.scene import Scene, done_to, signed_in
from tests.signed_asker import person


async def test_an_act_told_twice_stands_in_the_chain_once(scene: Scene) -> None:
    await scene.tell(signed_in(), signed_in(), ids=("one", "two"))
    # As after months: the inbox has forgotten the message.
    await scene.rows("DELETE FROM inbox RETURNING 1")
    await scene.tell(signed_in(), ids=("one-again",))
    async with scene.journal.database.transaction(EVERYTHING) as uow:
        assert await append(uow, [Told("one", signed_in())], key_of(scene.journal.settings)) == []
    assert [row.number for row in await scene.rows("SELECT number FROM chain ORDER BY number")] == [1, 2, 3]
    report = await scene.verify()
    assert (report.finding, report.rows) == (None, 3)


async def test_what_was_told_is_read_with_who_where_before_and_after(scene: Scene) -> None:
    member = ActObject(kind=ObjectKind.MEMBER, id=str(uuid4()), title="МКК «Ромашка»", organisation_id=uuid4())
    told = done_to(member, before={"status": "member"}, after={"status": "excluded"})
    await scene.tell(told)
    [seen] = (await scene.acts()).items
    assert (seen.act, seen.person_name, seen.person_id) == (told.act, "Анна Петрова", told.actor.person_id)
    assert (seen.address, seen.user_agent) == ("10.0.0.1", "Opera")
    assert (seen.object_kind, seen.object_id, seen.object_title) == ("member", member.id, member.title)
    assert (seen.before, seen.after) == ({"status": "member"}, {"status": "excluded"})
    assert seen.organisation_id == member.organisation_id


async def test_the_chain_itself_holds_no_name_and_no_id_of_a_person(scene: Scene) -> None:
    someone = uuid4()
    blocked = ActObject(kind=ObjectKind.PERSON, id=str(someone), title="Иван Сидоров")
    told = done_to(blocked, Act.PERSON_BLOCKED, after={"because": "просьба"})
    await scene.tell(told)
    [row] = await scene.rows("SELECT chain::text AS whole FROM chain")
    for secret in (str(someone), str(told.actor.person_id), "Иван", "Анна", "10.0.0.1", "просьба"):
        assert secret not in row.whole
    [seen] = (await scene.acts(object_kind="person", object_id=str(someone))).items
    assert (seen.object_id, seen.object_title) == (str(someone), "Иван Сидоров")


async def test_filters_find_what_they_name_and_nothing_else(scene: Scene) -> None:
    organisation, anna = uuid4(), uuid4()
    member = ActObject(kind=ObjectKind.MEMBER, id="m-1", organisation_id=organisation)
    await scene.tell(signed_in(anna), done_to(member), signed_in(name="Борис 100%"))

    async def numbers(**query: object) -> list[int]:
        return [item.number for item in (await scene.acts(**query)).items]

    assert await numbers() == [3, 2, 1]
    assert await numbers(person_id=anna) == [1]
    assert await numbers(person_id=uuid4()) == []
    assert await numbers(who="борис") == [3]
    assert await numbers(who="0%") == [3]
    assert await numbers(organisation_id=organisation) == [2]
    assert await numbers(acts=(Act.MEMBER_STATUS_CHANGED,)) == [2]
    assert await numbers(object_kind="member", object_id="m-1") == [2]
    assert await numbers(first="2026-01-01", last="9999-12-31") == [3, 2, 1]
    assert await numbers(last="2020-01-01") == []


async def test_pages_join_without_a_gap_even_where_rows_are_large(scene: Scene) -> None:
    large = {"text": "х" * 40_000}
    await scene.tell(*(signed_in(after=large) for _ in range(4)))
    first = await scene.acts(limit=3)
    second = await scene.acts(limit=3, cursor=first.next)
    assert [item.number for item in (*first.items, *second.items)] == [4, 3, 2, 1]
    assert (len(first.items), second.next) == (2, None)
    with pytest.raises(ServiceError, match="invalid"):
        await scene.acts(cursor="nonsense")


async def test_the_database_refuses_to_change_remove_or_empty(scene: Scene) -> None:
    await scene.tell(signed_in())
    for statement in (
        "UPDATE chain SET act = 'auth.signed_out'",
        "DELETE FROM chain",
        "TRUNCATE chain CASCADE",
        "UPDATE details SET who = '{}'",
        "DELETE FROM details",
        "UPDATE details SET number = 2, who = NULL, who_salt = NULL, who_erased_by = 1",
        "DELETE FROM roots",
    ):
        with pytest.raises(DBAPIError, match=r"permission denied|append-only|only be erased"):
            await scene.rows(statement)
    assert (await scene.verify()).finding is None


async def test_only_staff_read_the_journal(scene: Scene) -> None:
    for role in Role:
        asking = person(role, uuid4())
        if role in STAFF:
            assert (await scene.asker.ask(LIST_ACTS, ActQuery(), asking)).items == ()
        else:
            with pytest.raises(ServiceError, match="forbidden"):
                await scene.asker.ask(LIST_ACTS, ActQuery(), asking)
