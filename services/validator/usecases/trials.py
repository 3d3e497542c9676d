"""What a form is tried with: its own editions, the tried one first, and the forms that might claim the file too."""

from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.form_drafts import FormContent, TryForm
from contracts.forms import Accepts
from services.validator.domain.forms import Form
from services.validator.repository import editions, form_drafts
from services.validator.usecases.form_drafts import form_of


async def forms_to_try(uow: UnitOfWork, request: TryForm) -> tuple[list[Form], list[Form]]:
    """Raises ServiceError `not_found`."""
    published = await editions.every_edition(uow.session)
    own = [form for form in published if form.code == request.code]
    if request.draft:
        row = await form_drafts.draft(uow.session, request.code)
        if row is None:
            raise not_found()
        draft = form_of(request.code, FormContent.model_validate(row.document))
        own = [draft, *(form for form in own if form.edition != draft.edition)]
    if not own:
        raise not_found()
    others = [form for form in published if form.code != request.code and form.accepts is Accepts.XTDD]
    # Only their recognition is looked at: their element lists need not travel to the reader.
    return own, [form.model_copy(update={"elements": ()}) for form in others]
