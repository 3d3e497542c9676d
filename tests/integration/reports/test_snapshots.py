"""What the validator is handed for its trials: the current submissions of a form, each once, and to nobody else."""

from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.reports import Receipt
from contracts.snapshots import LIST_SNAPSHOTS, SnapshotPage, SnapshotQuery
from tests.integration.reports.scene import Owed, Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def ask(scene: Scene, **query: object) -> SnapshotPage:
    return await scene.validator.call(LIST_SNAPSHOTS, SnapshotQuery.model_validate(query))


async def handed_in(scene: Scene, number: int) -> tuple[list[Owed], list[Receipt]]:
    """Reports of one form by that many members."""
    form = await scene.form()
    cards = [await scene.member() for _ in range(number)]
    await scene.open(form, *cards)
    owed = [await scene.owed_by(card, form) for card in cards]
    return owed, [await scene.submit(one) for one in owed]


async def test_pages_hold_each_current_submission_once(scene: Scene) -> None:
    owed, receipts = await handed_in(scene, 3)
    newer = await scene.submit(owed[0])
    code = owed[0].form.code
    first = await ask(scene, form=code, limit=2)
    second = await ask(scene, form=code, limit=2, after=first.next)
    found = [item.submission_id for item in (*first.items, *second.items)]
    assert (first.total, second.next) == (3, None)
    assert sorted(found) == sorted([newer.submission_id, *(one.submission_id for one in receipts[1:])])


async def test_a_snapshot_is_what_the_workers_are_asked_for(scene: Scene) -> None:
    owed, (receipt,) = await handed_in(scene, 1)
    item = (await ask(scene, form=owed[0].form.code)).items[0]
    asked = await scene.job_of(receipt.submission_id)
    assert item.model_copy(update={"requested_at": asked.requested_at}) == asked


async def test_an_earlier_version_is_found_by_its_id(scene: Scene) -> None:
    owed, (earlier,) = await handed_in(scene, 1)
    await scene.submit(owed[0])
    page = await ask(scene, submission_ids=(earlier.submission_id, uuid4()))
    assert [item.submission_id for item in page.items] == [earlier.submission_id]


async def test_no_gateway_may_ask(scene: Scene) -> None:
    with pytest.raises(ServiceError) as refused:
        await scene.asker.gateway.call(LIST_SNAPSHOTS, SnapshotQuery(form="0420846"))
    assert refused.value.code in ("unavailable", "timeout")
