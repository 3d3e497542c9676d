"""A report by its form, and what differs between two, over the bus and through a reader process."""

from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.base import ObjectRef
from contracts.form_view import COMPARE_FILES, DRAW_FORM, Window
from contracts.roles import Role
from services.validator.sampler.generator import sample_report
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM, INN, PERIOD, report
from tests.integration.validator.viewing import comparison_of, draw_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
TOTAL = "Отчетность.Раздел2Показатели.ЗадолженностьВсего"


async def stored(ask: Asking, content: bytes) -> ObjectRef:
    return await ask.storage.put_bytes("uploads", content)


async def test_a_report_is_drawn_by_its_form_and_opens_at_a_cell(ask: Asking) -> None:
    upload = await stored(ask, report())
    found = await ask.as_role(DRAW_FORM, draw_of(upload, window=Window(cell=TOTAL)), Role.MEMBER_USER)
    assert found.sections[found.section].title == "Раздел 2. Показатели деятельности"
    cells = [cell for row in found.blocks[0].rows for cell in row.cells if cell is not None]
    assert TOTAL in [cell.path for cell in cells if cell.value]


async def test_two_versions_differ_by_the_cell_of_the_fault(ask: Asking) -> None:
    wrong, right = sample_report(FORM, PERIOD, INN, faults=["П-01"]), sample_report(FORM, PERIOD, INN)
    asked = comparison_of(await stored(ask, wrong), await stored(ask, right))
    found = await ask.as_role(COMPARE_FILES, asked, Role.MEMBER_USER)
    assert found.total == len(found.items) == 1
    assert (found.items[0].section, found.items[0].column) == ("Раздел 2. Показатели деятельности", "3")


@pytest.mark.parametrize(
    ("content", "cause"), [(b"<a><b></a>", "not_xml"), (b"<a/>", "wrong_form"), (b"<!DOCTYPE a><a/>", "forbidden_xml")]
)
async def test_a_file_without_such_a_form_is_not_viewable_and_says_why(ask: Asking, content: bytes, cause: str) -> None:
    upload = await stored(ask, content)
    for rpc, asked in ((DRAW_FORM, draw_of(upload)), (COMPARE_FILES, comparison_of(upload, upload))):
        with pytest.raises(ServiceError) as refused:
            await ask.as_role(rpc, asked, Role.MEMBER_USER)
        assert (refused.value.code, refused.value.data) == ("not_viewable", {"cause": cause})
        assert refused.value.params["found"]


async def test_a_form_of_ordinary_files_has_no_cells_and_an_unknown_one_is_not_there(ask: Asking) -> None:
    upload = await stored(ask, report())
    for form, code in (("СРО-АУДИТ", "not_viewable"), ("0000000", "not_found")):
        with pytest.raises(ServiceError) as refused:
            await ask.as_role(DRAW_FORM, draw_of(upload, form=form), Role.MEMBER_USER)
        assert refused.value.code == code


async def test_a_rule_set_that_is_not_there_leaves_the_newest_form(ask: Asking) -> None:
    found = await ask.as_role(DRAW_FORM, draw_of(await stored(ask, report()), rule_set=uuid4()), Role.MEMBER_USER)
    assert found.sections


async def test_an_object_that_cannot_be_had_is_a_failure_of_ours(ask: Asking) -> None:
    lost = (await stored(ask, report())).model_copy(update={"key": "absent"})
    with pytest.raises(ServiceError) as refused:
        await ask.as_role(DRAW_FORM, draw_of(lost), Role.MEMBER_USER)
    assert refused.value.code == "unavailable"
