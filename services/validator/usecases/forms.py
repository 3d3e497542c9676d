"""Forms as people and other services see them."""

from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.forms import FormInfo, FormSummary, RuleSetRef
from contracts.validator import FormPage, FormView
from services.validator.domain.forms import Form
from services.validator.repository import forms, rule_sets, suspensions


async def list_forms(uow: UnitOfWork) -> FormPage:
    """Every form by code."""
    infos = [await info_of(uow, form.code) for form in await forms.forms(uow.session)]
    return FormPage(items=tuple(FormSummary.model_validate(info.model_dump()) for info in infos))


async def get_form(uow: UnitOfWork, code: str) -> FormView:
    """A form with its elements. Raises `not_found`."""
    found = await forms.form(uow.session, code)
    if found is None:
        raise not_found()
    elements = [element.model_dump() for element in found[0].elements]
    return FormView.model_validate({**(await info_of(uow, code)).model_dump(), "elements": elements})


async def info_of(uow: UnitOfWork, code: str) -> FormInfo:
    """Raises `not_found`."""
    found = await forms.form(uow.session, code)
    if found is None:
        raise not_found()
    form, revision = found
    info = form_info(form, revision, tuple(await rule_sets.rule_sets(uow.session, code)))
    return info.model_copy(update={"suspended": await suspensions.in_force(uow.session, code)})


def form_info(form: Form, revision: int, rule_sets: tuple[RuleSetRef, ...]) -> FormInfo:
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
    )
