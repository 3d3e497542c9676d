"""Forms."""

from typing import Annotated

from fastapi import Query

from contracts.auth import NoQuestion
from contracts.validator import (
    GET_FORM,
    LIST_FORMS,
    ByCode,
    FormPage,
    FormView,
)
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("forms")


@router.get("/forms", operation_id="listForms", summary="Forms of reports", responses=documented())
async def list_forms(caller: SignedIn) -> FormPage:
    return await caller.call(LIST_FORMS, NoQuestion())


@router.get(
    "/forms/{code}",
    operation_id="getForm",
    summary="One form and its elements",
    responses=documented("not_found", "forbidden"),
)
async def get_form(
    caller: SignedIn,
    code: str,
    edition: Annotated[str | None, Query(max_length=40, description="one of its editions; the newest without")] = None,
) -> FormView:
    """Staff."""
    return await caller.call(GET_FORM, ByCode(code=code, edition=edition))
