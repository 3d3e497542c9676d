"""Rule sets as files: out as YAML or a workbook, and in again as a draft."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import ValidationError

from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from chassis.storage import Storage
from contracts.base import ObjectRef
from contracts.errors import FieldError
from contracts.prechecks import BUCKET
from contracts.rule_files import (
    ExportedRuleSet,
    ExportRuleSet,
    FileRemark,
    ImportRuleFile,
    PreviewRuleFile,
    ReplaceByRuleFile,
    RuleFilePreview,
)
from contracts.workbench import Reader, RulesText
from services.validator.domain.differences import compare
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts as rows
from services.validator.rules.checking import DraftProblem, problems_of
from services.validator.rules.file_problems import FileProblem, Place, RulesUnreadableError
from services.validator.rules.rule_file import RuleFile, read_yaml, told_of
from services.validator.rules.workbook import read_workbook, workbook_of
from services.validator.rules.yaml_text import yaml_text
from services.validator.tables import DraftRow, RuleSetRow
from services.validator.usecases import changes, drafts, rule_sets
from services.validator.usecases.steps import Step, draft_to_change, remember

_TOLD = 100


@dataclass(frozen=True)
class Read:
    """What a file holds, over an edition of the form as it stands."""

    file: RuleFile
    form: Form
    text: RulesText

    @property
    def rules(self) -> RuleSet:
        return self.file.rules.model_copy(update={"form": self.form})


async def export(uow: UnitOfWork, storage: Storage, asked: ExportRuleSet) -> ExportedRuleSet:
    """The rule set as a file, stored for whoever asked to fetch and remove. Raises `not_found`."""
    rules = await rule_sets.rules_of(uow, await rule_sets.row_of(uow, asked.id))
    write = {"yaml": lambda: yaml_text(rules).encode(), "xlsx": lambda: workbook_of(rules)}[asked.format]
    stored = await storage.put_bytes(BUCKET, await asyncio.to_thread(write))
    return ExportedRuleSet(object=stored, file_name=f"{rules.form.code}-{rules.version}.{asked.format}")


async def preview(uow: UnitOfWork, storage: Storage, asked: PreviewRuleFile, today: date) -> RuleFilePreview:
    """What a draft of the file would change. Raises what `bring_in` does."""
    draft = await rows.draft(uow.session, asked.draft) if asked.draft else None
    if draft is None and (asked.draft or asked.form is None):
        raise not_found()
    code, edition = (draft.form_code, draft.edition) if draft else (asked.form or "", asked.edition)
    read = await _read(uow, storage, asked.object, code, edition, asked.language)
    before: DraftRow | RuleSetRow | None = draft or await changes.replaced(uow, _unwritten(read), today)
    start = await rule_sets.rules_of(uow, before) if before else RuleSet(form=read.form, version="")
    wrong = await asyncio.to_thread(problems_of, read.rules)
    return RuleFilePreview(
        form=code,
        edition=read.form.edition,
        version=read.text.version or None,
        trigger_count=len(read.text.triggers),
        against=await rule_sets.summary(uow, before) if before else None,
        difference=changes.diff_of(compare(start, read.rules)),
        mistakes=tuple(_mistake(found, read.file, asked.language) for found in wrong if found.blocks)[:_TOLD],
        remarks=tuple(_remark(found, asked.language) for found in _in_vain(read))[:_TOLD],
    )


async def bring_in(uow: UnitOfWork, storage: Storage, step: Step, asked: ImportRuleFile) -> UUID:
    """A new draft of the file; returns its id.

    Raises `not_found`, `wrong_rule_file`, `rule_file_unreadable` with every place, `invalid`, `rule_set_too_large`.
    """
    read = await _read(uow, storage, asked.object, asked.form, asked.edition, asked.language)
    base = await changes.replaced(uow, _unwritten(read), step.today)
    # What was exported from a published version cannot be published again under its name.
    taken = {row.version for row in await rows.published(uow.session, asked.form)}
    if not read.text.version or read.text.version in taken:
        text = read.text.model_copy(update={"version": await drafts.free_version(uow, asked.form, step.today)})
    else:
        text = read.text
    row = await drafts.begin(uow, step, read.form, text, base)
    start = await rule_sets.rules_of(uow, base) if base else RuleSet(form=read.form, version="")
    said = changes.told(compare(start, read.rules))
    based_on = base.version if base else None
    await remember(uow, row, "imported", step, asked.reason, file_name=asked.file_name, based_on=based_on, **said)
    return row.id


async def replace(uow: UnitOfWork, storage: Storage, step: Step, asked: ReplaceByRuleFile) -> None:
    """The text of a draft gives way to that of the file.

    Raises what `bring_in` does, `not_a_draft`, `stale_revision`.
    """
    row = await draft_to_change(uow, asked)
    read = await _read(uow, storage, asked.object, row.form_code, row.edition, asked.language)
    text = read.text.model_copy(update={"version": read.text.version or row.rules["version"]})
    await drafts.write(uow, step, row, text, "imported", asked.reason, file_name=asked.file_name)


async def _read(
    uow: UnitOfWork, storage: Storage, stored: ObjectRef, code: str, edition: str | None, reader: Reader
) -> Read:
    await rule_sets.form_of(uow, code)
    data = await storage.read(stored)
    try:
        # A workbook takes a while to unpack: inspections must not wait for it.
        file = await asyncio.to_thread(_parsed, data)
        text = _text(file)
    except RulesUnreadableError as error:
        raise _unreadable([_remark(found, reader) for found in error.problems]) from error
    if file.rules.form.code != code:
        raise ServiceError("wrong_rule_file", {"found": file.rules.form.code, "expected": code})
    form = await rule_sets.edition_of(uow, code, file.edition if edition is None else edition)
    return Read(file, form, text)


def _parsed(data: bytes) -> RuleFile:
    return read_workbook(data) if data.startswith(b"PK") else read_yaml(data)


def _text(file: RuleFile) -> RulesText:
    try:
        return rule_sets.text_of(file.rules)
    except ValidationError as error:
        raise RulesUnreadableError(tuple(_too_long(found["loc"], file) for found in error.errors())) from error


def _too_long(location: tuple[int | str, ...], file: RuleFile) -> FileProblem:
    """What the file says is of the right kind by now: only its length can be wrong."""
    index = location[1] if location[0] == "triggers" and len(location) > 1 else None
    field = ".".join(map(str, location[2:4])) or None
    place = file.place(index + 1, field) if isinstance(index, int) else Place()
    return FileProblem(place, "слишком длинно", "too long")


def _in_vain(read: Read) -> Iterable[FileProblem]:
    yield from read.file.remarks
    if read.file.elements and dict(read.file.elements) != dict(told_of(read.form)):
        yield FileProblem(
            Place(),
            "элементы формы в файле отличаются от опубликованных; из файла взяты только триггеры и параметры, "
            "форму меняют в ее редакторе",
            "the elements of the form in the file differ from the published ones; only triggers and parameters are "
            "taken from it, forms are changed in their editor",
        )


def _unwritten(read: Read) -> DraftRow:
    """The draft that the file would become."""
    return DraftRow(form_code=read.form.code, edition=read.form.edition)


def _unreadable(found: list[FileRemark]) -> ServiceError:
    fields = [FieldError(field=remark.place, code="rule_file", detail=remark.text) for remark in found[:_TOLD]]
    first = ": ".join(filter(None, (found[0].place, found[0].text)))
    return ServiceError("rule_file_unreadable", {"count": len(found), "first": first}, fields=fields)


def _mistake(found: DraftProblem, file: RuleFile, reader: Reader) -> FileRemark:
    place = file.place(found.position, found.field)
    where = f"столбец {found.column}: " if found.column else ""
    where_en = f"column {found.column}: " if found.column else ""
    return _remark(FileProblem(place, where + found.text, where_en + found.text_en), reader)


def _remark(found: FileProblem, reader: Reader) -> FileRemark:
    if reader == "en":
        return FileRemark(place=found.place.en, text=found.text_en)
    return FileRemark(place=found.place.ru, text=found.text)
