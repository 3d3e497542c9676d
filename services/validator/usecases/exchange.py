"""Rule sets as files: out as YAML or a workbook, and in again as a draft."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from chassis.storage import Storage
from contracts.errors import FieldError
from contracts.prechecks import BUCKET
from contracts.rule_changes import ExportedRuleSet, ExportRuleSet, FileMistake, RuleFile, RuleFilePreview
from contracts.workbench import Reader
from services.validator.domain.differences import compare
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts
from services.validator.rules import Problem, RuleFileError
from services.validator.rules.loader import load_draft
from services.validator.rules.workbook import WorkbookError, WorkbookMistake, read_workbook, workbook_of
from services.validator.rules.yaml_text import yaml_text
from services.validator.usecases import changes, rule_sets
from services.validator.usecases.drafts import begin
from services.validator.usecases.steps import Step


@dataclass(frozen=True)
class Read:
    """A rule set that a file holds, over a form that can be asked for."""

    rules: RuleSet
    warnings: tuple[Problem, ...]


async def export(uow: UnitOfWork, storage: Storage, asked: ExportRuleSet) -> ExportedRuleSet:
    """The rule set as a file, stored for whoever asked to fetch and remove. Raises `not_found`."""
    rules = await rule_sets.whole(uow, asked.id)
    write = {"yaml": lambda: yaml_text(rules).encode(), "xlsx": lambda: workbook_of(rules)}[asked.format]
    stored = await storage.put_bytes(BUCKET, await asyncio.to_thread(write))
    return ExportedRuleSet(object=stored, file_name=f"{rules.form.code}-{rules.version or 'draft'}.{asked.format}")


async def preview(uow: UnitOfWork, storage: Storage, asked: RuleFile) -> RuleFilePreview:
    """What a draft of the file would change. Raises `not_found`, `rule_file_unreadable` with every place."""
    read = await _read(uow, storage, asked)
    published = await drafts.published(uow.session, asked.form)
    before = RuleSet.model_validate(published[0].document) if published else RuleSet(form=read.rules.form, version="")
    return RuleFilePreview(
        version=read.rules.version,
        trigger_count=len(read.rules.triggers),
        difference=changes.diff_of(compare(before, read.rules)),
        warnings=tuple(_of_line(found, asked.language) for found in read.warnings),
    )


async def bring_in(uow: UnitOfWork, storage: Storage, step: Step, asked: RuleFile) -> UUID:
    """A new draft of the file; returns its id. Raises what `preview` does."""
    rules = (await _read(uow, storage, asked)).rules
    current = await rule_sets.form_of(uow, asked.form)
    own = None if rules.form == current else rules.form
    return await begin(uow, step, rules, own_form=own, file_name=asked.file_name)


async def _read(uow: UnitOfWork, storage: Storage, asked: RuleFile) -> Read:
    form = await rule_sets.form_of(uow, asked.form)
    data = await storage.read(asked.object)
    try:
        read = await asyncio.to_thread(_parsed, data, form)
    except RuleFileError as error:
        raise _unreadable([_of_line(found, asked.language) for found in error.problems]) from error
    except WorkbookError as error:
        raise _unreadable([_of_cell(found, asked.language) for found in error.mistakes]) from error
    if read.rules.form.code != form.code:
        raise ServiceError("wrong_rule_file", {"found": read.rules.form.code, "expected": form.code})
    return read


def _parsed(data: bytes, form: Form) -> Read:
    if data.startswith(b"PK"):
        return Read(read_workbook(data, form), ())
    rules, warnings = load_draft(data.decode("utf-8", errors="replace"))
    # A form without its period or term could not be asked for: what the file leaves open stays as it is.
    whole = rules.form.model_copy(update={"period": rules.form.period or form.period, "due": rules.form.due or form.due})
    return Read(rules.model_copy(update={"form": whole}), warnings)


def _unreadable(found: list[FileMistake]) -> ServiceError:
    fields = [FieldError(field=mistake.place, code="rule_file", detail=mistake.text) for mistake in found[:100]]
    params = {"count": len(found), "first": f"{found[0].place}: {found[0].text}" if found[0].place else found[0].text}
    return ServiceError("rule_file_unreadable", params, fields=fields)


def _of_line(found: Problem, reader: Reader) -> FileMistake:
    english = reader == "en"
    word = "line" if english else "строка"
    owner = f", {found.trigger}" if found.trigger else ""
    return FileMistake(place=f"{word} {found.line}{owner}", text=found.text_en if english else found.text)


def _of_cell(found: WorkbookMistake, reader: Reader) -> FileMistake:
    english = reader == "en"
    sheet, row, column = ("sheet", "row", "column") if english else ("лист", "строка", "столбец")
    parts = [f"{sheet} „{found.sheet}“"] if found.sheet else []
    parts += [f"{row} {found.row}"] if found.row else []
    parts += [f"{column} {found.column}"] if found.column else []
    return FileMistake(place=", ".join(parts), text=found.text_en if english else found.text)
