"""Forms as people and other services see them."""

from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.forms import EditionTitle, FormInfo, FormSummary, RuleSetRef
from contracts.validator import FormPage, FormView, PublishedEdition
from services.validator.domain.forms import Form
from services.validator.repository import editions, form_drafts, forms, rule_sets, suspensions
from services.validator.tables import EditionRow


async def list_forms(uow: UnitOfWork) -> FormPage:
    """Every form by code."""
    infos = [await info_of(uow, form.code) for form in await forms.forms(uow.session)]
    return FormPage(items=tuple(FormSummary.model_validate(info.model_dump()) for info in infos))


async def get_form(uow: UnitOfWork, code: str, edition: str | None = None) -> FormView:
    """A form in one of its editions, the newest without a name. Raises `not_found`."""
    rows = await editions.of_form(uow.session, code)
    chosen = next((row for row in rows if edition in (None, row.edition)), None)
    if chosen is None:
        raise not_found()
    info = await info_of(uow, code)
    draft = await form_drafts.draft(uow.session, code)
    document = editions.form_of(chosen).model_dump()
    titles = tuple(_published(row) for row in rows)
    return FormView.model_validate({**document, **info.model_dump(), "editions": titles, "draft": draft is not None})


def _published(row: EditionRow) -> PublishedEdition:
    title = editions.form_of(row).edition_title
    return PublishedEdition(
        **title.model_dump(), revision=row.revision, published_at=row.published_at, published_by=row.published_by
    )


async def info_of(uow: UnitOfWork, code: str) -> FormInfo:
    """Raises `not_found`."""
    found = await forms.form(uow.session, code)
    if found is None:
        raise not_found()
    form, revision = found
    titles = tuple(editions.form_of(row).edition_title for row in await editions.of_form(uow.session, code))
    info = form_info(form, revision, tuple(await rule_sets.rule_sets(uow.session, code)), titles)
    return info.model_copy(update={"suspended": await suspensions.in_force(uow.session, code)})


def form_info(
    form: Form, revision: int, rule_sets: tuple[RuleSetRef, ...], editions: tuple[EditionTitle, ...] = ()
) -> FormInfo:
    """The form as other services know it."""
    if form.period is None or form.due is None:
        raise ValueError(f"form {form.code} has no period or no term: it cannot be asked for")
    return FormInfo(
        code=form.code,
        revision=revision,
        title=form.title,
        accepts=form.accepts,
        file_types=form.file_types,
        period_kind=form.period.kind,
        due=form.due,
        rule_sets=rule_sets,
        editions=editions,
    )
