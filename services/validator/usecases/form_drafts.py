"""Drafts of forms: begun, saved by whoever saw the newest revision, discarded or published with a reason."""

from datetime import datetime

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts import journal_acts
from contracts.form_drafts import (
    Act,
    Change,
    DiscardDraft,
    FormContent,
    FormDraft,
    FormHistory,
    HistoryEntry,
    NewForm,
    PublishDraft,
    SaveDraft,
    StartDraft,
)
from contracts.identity import Identity
from contracts.journal import ActObject
from contracts.journal_acts import ObjectKind
from contracts.validator import DraftTitle, FormView
from services.validator.domain.forms import Form
from services.validator.drafting.changes import MOST_KEPT, changes_between
from services.validator.drafting.checks import problems_of
from services.validator.repository import editions, form_drafts, forms
from services.validator.tables import FormDraftRow, FormHistoryRow
from services.validator.usecases.forms import get_form
from services.validator.usecases.publishing import announce, keep_form

_SHOWN = 200
# Drafts come and go; what others see of a form, and what was thrown away, is an act.
_ON_RECORD = {Act.PUBLISHED: journal_acts.Act.FORM_PUBLISHED, Act.DISCARDED: journal_acts.Act.FORM_DRAFT_DISCARDED}


async def create(uow: UnitOfWork, request: NewForm, who: Identity, now: datetime) -> FormDraft:
    """A draft of a form that nobody has published. Raises ServiceError `form_exists`."""
    if await forms.form(uow.session, request.code) is not None:
        raise ServiceError("form_exists", {"form": request.code})
    row = _row(request.code, request.content, who, now)
    if not await form_drafts.add_draft(uow.session, row):
        raise ServiceError("form_exists", {"form": request.code})
    await _journal(uow, row, Act.STARTED, who, now)
    return await _view(uow, row)


async def start(uow: UnitOfWork, request: StartDraft, who: Identity, now: datetime) -> FormDraft:
    """A draft of a published form. Raises ServiceError `not_found`, `draft_exists`."""
    published = await editions.of_form(uow.session, request.code)
    chosen = [row for row in published if request.edition in (None, row.edition)]
    if not chosen:
        raise not_found()
    row = _row(request.code, content_of(editions.form_of(chosen[0])), who, now)
    if not await form_drafts.add_draft(uow.session, row):
        other = await form_drafts.draft(uow.session, request.code)
        raise ServiceError("draft_exists", {"form": request.code, "person": other.saved_by if other else "-"})
    await _journal(uow, row, Act.STARTED, who, now)
    return await _view(uow, row)


async def get(uow: UnitOfWork, code: str) -> FormDraft:
    """Raises ServiceError `not_found`."""
    row = await form_drafts.draft(uow.session, code)
    if row is None:
        raise not_found()
    return await _view(uow, row)


async def save(uow: UnitOfWork, request: SaveDraft, who: Identity, now: datetime) -> FormDraft:
    """Raises ServiceError `not_found`, `stale_revision` (somebody saved it meanwhile)."""
    row = await _locked(uow, request.code, request.revision)
    row.document = request.content.model_dump(mode="json")
    row.revision += 1
    row.saved_by, row.saved_at = who.person_name, now
    return await _view(uow, row)


async def discard(uow: UnitOfWork, request: DiscardDraft, who: Identity, now: datetime) -> None:
    """Raises ServiceError `not_found`, `stale_revision`."""
    row = await _locked(uow, request.code, request.revision)
    await _journal(uow, row, Act.DISCARDED, who, now)
    await form_drafts.remove_draft(uow.session, request.code)


async def publish(uow: UnitOfWork, request: PublishDraft, who: Identity, now: datetime) -> FormView:
    """The draft becomes an edition of the form, and the others learn of it.

    Raises ServiceError `not_found`, `stale_revision`, `invalid` with everything that stands against it.
    """
    await forms.lock_publishing(uow.session)
    row = await _locked(uow, request.code, request.revision)
    content = FormContent.model_validate(row.document)
    published = [editions.form_of(one) for one in await editions.of_form(uow.session, request.code)]
    problems = problems_of(content, [form for form in published if form.edition != content.edition])
    if problems:
        raise ServiceError("invalid", fields=problems)
    form = form_of(request.code, content)
    before = next((one for one in published if one.edition == form.edition), None)
    await keep_form(uow, form, who.person_name)
    await _journal(uow, row, Act.PUBLISHED, who, now, why=request.why, changes=changes_between(before, form), form=form)
    await form_drafts.remove_draft(uow.session, request.code)
    await announce(uow, request.code)
    return await get_form(uow, request.code, form.edition)


async def titles(uow: UnitOfWork) -> tuple[DraftTitle, ...]:
    """The drafts of all forms."""
    views = [await _view(uow, row) for row in await form_drafts.drafts(uow.session)]
    return tuple(
        DraftTitle(
            code=view.code,
            title=view.content.title,
            edition=view.content.edition,
            problems=len(view.problems),
            saved_by=view.saved_by,
            saved_at=view.saved_at,
        )
        for view in views
    )


async def history(uow: UnitOfWork, code: str) -> FormHistory:
    """The last 200 acts, the newest first; of a form that nobody knows there is none."""
    rows = await form_drafts.history(uow.session, code, _SHOWN)
    return FormHistory(items=tuple(_entry(row) for row in rows))


def content_of(form: Form) -> FormContent:
    """A published edition as it is edited."""
    return FormContent.model_validate(form.model_dump(mode="json"))


def form_of(code: str, content: FormContent) -> Form:
    """A draft as it is published."""
    return Form.model_validate({"code": code, **content.model_dump(mode="json")})


async def _locked(uow: UnitOfWork, code: str, revision: int) -> FormDraftRow:
    row = await form_drafts.lock_draft(uow.session, code)
    if row is None:
        raise not_found()
    if row.revision != revision:
        at = row.saved_at.astimezone(clock.MOSCOW).strftime("%d.%m.%Y %H:%M МСК")
        raise ServiceError("stale_revision", {"who": row.saved_by, "at": at}, data={"revision": row.revision})
    return row


def _row(code: str, content: FormContent, who: Identity, now: datetime) -> FormDraftRow:
    return FormDraftRow(
        form_code=code,
        revision=1,
        document=content.model_dump(mode="json"),
        created_by=who.person_name,
        saved_by=who.person_name,
        saved_at=now,
    )


async def _view(uow: UnitOfWork, row: FormDraftRow) -> FormDraft:
    content = FormContent.model_validate(row.document)
    published = [editions.form_of(one) for one in await editions.of_form(uow.session, row.form_code)]
    return FormDraft(
        code=row.form_code,
        revision=row.revision,
        content=content,
        problems=problems_of(content, [form for form in published if form.edition != content.edition]),
        published=bool(published),
        created_by=row.created_by,
        saved_by=row.saved_by,
        saved_at=row.saved_at,
    )


async def _journal(
    uow: UnitOfWork,
    row: FormDraftRow,
    act: Act,
    who: Identity,
    now: datetime,
    *,
    why: str | None = None,
    changes: list[Change] | None = None,
    form: Form | None = None,
) -> None:
    changes = changes or []
    uow.session.add(
        FormHistoryRow(
            form_code=row.form_code,
            at=now,
            act=act,
            person_id=who.person_id,
            person=who.person_name,
            edition=row.document["edition"],
            revision=row.revision,
            why=why,
            changes=[change.model_dump(mode="json") for change in changes[:MOST_KEPT]],
            changes_total=len(changes),
            document=form.model_dump(mode="json") if form else None,
        )
    )
    if act in _ON_RECORD:
        title = f"{row.form_code} {row.document['edition']}"
        named = ActObject(kind=ObjectKind.FORM, id=row.form_code, title=title)
        after = {
            "revision": row.revision,
            "why": why,
            "changes": [change.model_dump(mode="json") for change in changes],
        }
        uow.record(_ON_RECORD[act], named, after=after)


def _entry(row: FormHistoryRow) -> HistoryEntry:
    return HistoryEntry(
        at=row.at,
        act=Act(row.act),
        person=row.person,
        edition=row.edition,
        revision=row.revision,
        why=row.why,
        changes=tuple(Change.model_validate(change) for change in row.changes),
        changes_total=row.changes_total,
    )
