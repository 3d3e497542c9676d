"""Personal data are erased by an act; the chain goes on to verify."""

from uuid import uuid4

import pytest

from chassis.reach import EVERYTHING
from contracts.journal import ActObject
from contracts.journal_acts import Act, ObjectKind
from services.journal.bootstrap import key_of
from services.journal.usecases import erasing
from services.journal.usecases.erasing import NothingToEraseError, Wish
from tests.integration.journal.scene import Scene, done_to, signed_in

GROUND = "Требование от 25.11.2026 № 7"


async def erase(scene: Scene, person_id: object) -> tuple[int, int]:
    async with scene.journal.database.transaction(EVERYTHING) as uow:
        wish = Wish("person", str(person_id), GROUND, "Ольга Смирнова")
        return await erasing.erase(uow, wish, key_of(scene.journal.settings))


async def test_what_they_did_stays_without_who_and_what_was_done_to_them_without_what(scene: Scene) -> None:
    gone = uuid4()
    member = ActObject(kind=ObjectKind.MEMBER, id="m-1", title="МКК «Ромашка»")
    target = ActObject(kind=ObjectKind.PERSON, id=str(gone), title="Иван Сидоров")
    did = done_to(member, after={"status": "excluded"})
    did = did.model_copy(update={"actor": did.actor.model_copy(update={"person_id": gone, "name": "Иван Сидоров"})})
    await scene.tell(did, done_to(target, Act.PERSON_BLOCKED, after={"because": "просьба"}), signed_in())
    assert await erase(scene, gone) == (4, 2)

    [erasure, other, was_blocked, excluded] = (await scene.acts()).items
    assert (excluded.person_id, excluded.person_name, excluded.address) == (None, "", "")
    assert (excluded.object_title, excluded.after) == ("МКК «Ромашка»", {"status": "excluded"})
    assert excluded.person_erased is not None
    assert (excluded.person_erased.ground, excluded.person_erased.number) == (GROUND, 4)
    assert (was_blocked.person_name, was_blocked.after, was_blocked.object_title) == ("Анна Петрова", None, "")
    assert was_blocked.content_erased == excluded.person_erased
    assert (other.person_erased, other.content_erased) == (None, None)
    assert (erasure.act, erasure.person_name, erasure.after) == (
        "journal.person_erased",
        "Ольга Смирнова",
        {"ground": GROUND},
    )
    report = await scene.verify()
    assert (report.finding, report.rows) == (None, 4)


async def test_nothing_in_the_database_leads_to_them_any_more(scene: Scene) -> None:
    gone = uuid4()
    await scene.tell(signed_in(gone, "Иван Сидоров"))
    await erase(scene, gone)
    everything = "SELECT row_to_json(c)::text || row_to_json(d)::text AS w FROM chain c JOIN details d USING (number)"
    known = "SELECT row_to_json(s)::text AS w FROM subjects s"
    for row in (*await scene.rows(everything), *await scene.rows(known)):
        assert str(gone) not in row.w
        assert "Иван" not in row.w
    assert (await scene.acts(person_id=gone)).items == ()
    assert (await scene.acts(who="Иван")).items == ()


async def test_whoever_is_not_known_cannot_be_erased(scene: Scene) -> None:
    with pytest.raises(NothingToEraseError):
        await erase(scene, uuid4())
    assert (await scene.acts()).items == ()
