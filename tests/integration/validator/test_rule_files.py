"""Rule sets as files: out, edited, looked at, and in again as a draft."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from contracts.prechecks import BUCKET
from contracts.rule_changes import GET_RULE_SET_HISTORY, AskRuleSetHistory
from contracts.rule_files import (
    EXPORT_RULE_SET,
    IMPORT_RULE_FILE,
    PREVIEW_RULE_FILE,
    REPLACE_BY_RULE_FILE,
    ExportRuleSet,
    ImportRuleFile,
    PreviewRuleFile,
    ReplaceByRuleFile,
)
from contracts.workbench import RuleSetView
from services.validator import builtin
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM
from tests.integration.validator.writing import Methodologist, trigger

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULES = builtin.rule_set(FORM)


async def exported(writer: Methodologist, draft: RuleSetView, kind: str) -> bytes:
    answer = await writer.does(EXPORT_RULE_SET, ExportRuleSet(id=draft.id, format=kind))  # type: ignore[arg-type]
    assert answer.file_name == f"{FORM}-{draft.version}.{kind}"
    return await writer.ask.storage.read(answer.object)


async def brought(ask: Asking, content: bytes) -> dict[str, Any]:
    return {"object": await ask.storage.put_bytes(BUCKET, content), "file_name": "правила.xlsx"}


def edited(content: bytes, **cells: str) -> bytes:
    """The workbook with other texts in cells of its first sheet, the triggers."""
    book = openpyxl.load_workbook(BytesIO(content))
    for cell, text in cells.items():
        book["Триггеры"][cell] = text
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
async def test_what_is_brought_in_again_is_what_went_out(ask: Asking, kind: str) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.begins()
    file = await brought(ask, await exported(writer, draft, kind))
    preview = await writer.does(PREVIEW_RULE_FILE, PreviewRuleFile(draft=draft.id, **file))
    assert (preview.difference.triggers, preview.difference.same) == ((), len(RULES.triggers))
    assert (preview.mistakes, preview.remarks, preview.version) == ((), (), draft.version)
    again = await writer.does(IMPORT_RULE_FILE, ImportRuleFile(form=FORM, reason="из файла", **file))
    assert again.parameters == draft.parameters
    assert [text.code for text in again.triggers] == [text.code for text in draft.triggers]
    assert again.mistakes == ()
    assert again.edition == draft.edition
    (act,) = (await writer.does(GET_RULE_SET_HISTORY, AskRuleSetHistory(id=again.id))).items
    assert (act.act, act.reason, act.file_name) == ("imported", "из файла", "правила.xlsx")


async def test_a_workbook_edited_in_excel_shows_its_differences_and_replaces_the_draft(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.writes(await writer.begins(), trigger("Т-01"), trigger("Т-02"))
    content = edited(await exported(writer, draft, "xlsx"), E2="1 = 1", A3="Т-03")
    file = await brought(ask, content)
    preview = await writer.does(PREVIEW_RULE_FILE, PreviewRuleFile(draft=draft.id, **file))
    assert preview.against is not None
    assert preview.against.id == draft.id
    kinds = [(item.kind, item.key) for item in preview.difference.triggers]
    assert kinds == [("changed", "Т-01"), ("added", "Т-03"), ("removed", "Т-02")]
    step = ReplaceByRuleFile(id=draft.id, revision=draft.revision, idempotency_key="раз", **file)
    replaced = await writer.does(REPLACE_BY_RULE_FILE, step)
    assert [one.code for one in replaced.triggers] == ["Т-01", "Т-03"]
    assert replaced.revision == draft.revision + 1
    # The same file under the same key, uploaded anew: answered, not taken again.
    again = step.model_copy(update=await brought(ask, content))
    assert (await writer.does(REPLACE_BY_RULE_FILE, again)).revision == replaced.revision
    stale = step.model_copy(update={"idempotency_key": None})
    assert (await writer.refused(REPLACE_BY_RULE_FILE, stale)).code == "stale_revision"


async def test_every_mistake_of_a_file_is_told_with_its_cell_and_nothing_is_kept(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.writes(await writer.begins(), trigger("Т-01"), trigger("Т-02"))
    content = edited(await exported(writer, draft, "xlsx"), C2="ужас", A3="Т-01")
    file = await brought(ask, content)
    refusal = await writer.refused(IMPORT_RULE_FILE, ImportRuleFile(form=FORM, **file))
    assert refusal.code == "rule_file_unreadable"
    assert [field.field for field in refusal.fields] == ["лист „Триггеры“, C2", "лист „Триггеры“, A3"]
    assert refusal.params["count"] == "2"
    english = PreviewRuleFile(form=FORM, language="en", **file)
    assert (await writer.refused(PREVIEW_RULE_FILE, english)).fields[0].field == "sheet “Триггеры”, C2"


async def test_a_mistake_in_a_formula_is_shown_at_its_cell_and_kept(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.writes(await writer.begins(), trigger("Т-01"))
    file = await brought(ask, edited(await exported(writer, draft, "xlsx"), E2="СУММА(Отчетность"))
    preview = await writer.does(PREVIEW_RULE_FILE, PreviewRuleFile(form=FORM, **file))
    (mistake,) = preview.mistakes
    assert (mistake.place, "столбец 17" in mistake.text) == ("лист „Триггеры“, E2", True)
    kept = await writer.does(IMPORT_RULE_FILE, ImportRuleFile(form=FORM, **file))
    assert [one.code for one in kept.mistakes] == ["expected"]


async def test_a_file_of_another_form_is_refused(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    file = await brought(ask, await exported(writer, await writer.begins(), "yaml"))
    refusal = await writer.refused(IMPORT_RULE_FILE, ImportRuleFile(form="0420841", **file))
    assert (refusal.code, refusal.params) == ("wrong_rule_file", {"found": FORM, "expected": "0420841"})


async def test_elements_of_the_form_are_not_taken_from_a_file(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    content = (await exported(writer, await writer.begins(), "yaml")).replace(b"type: number", b"type: text", 1)
    preview = await writer.does(PREVIEW_RULE_FILE, PreviewRuleFile(form=FORM, **await brought(ask, content)))
    assert ["элементы формы в файле отличаются" in remark.text for remark in preview.remarks] == [True]
    assert preview.difference.elements == ()


async def test_text_that_is_longer_than_a_draft_may_hold_is_told_with_its_cell(ask: Asking) -> None:
    writer = Methodologist.at(ask)
    draft = await writer.writes(await writer.begins(), trigger("Т-01"))
    file = await brought(ask, edited(await exported(writer, draft, "xlsx"), B2="длинно " * 200))
    refusal = await writer.refused(IMPORT_RULE_FILE, ImportRuleFile(form=FORM, **file))
    assert [(field.field, field.detail) for field in refusal.fields] == [("лист „Триггеры“, B2", "слишком длинно")]
