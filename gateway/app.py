"""The web application: routes, refusals and surroundings. What they work with is put in by `bootstrap.py`."""

from fastapi import APIRouter, FastAPI

from gateway import openapi, static
from gateway.context import Gateway
from gateway.middleware import Surroundings
from gateway.problems import HANDLERS
from gateway.routes import (
    access,
    api_keys,
    audit,
    calendar,
    card_changes,
    disputes,
    explaining,
    form_drafts,
    forms,
    formulas,
    health,
    live,
    member_lists,
    members,
    notices,
    oversight,
    people,
    reports,
    rule_changes,
    rule_files,
    rule_sets,
    security,
    session,
    submissions,
    trials,
    uploads,
)

PREFIX = "/api/v1"
_RESOURCES = (
    session,
    security,
    api_keys,
    access,
    people,
    reports,
    uploads,
    submissions,
    explaining,
    disputes,
    forms,
    form_drafts,
    rule_sets,
    rule_changes,
    rule_files,
    trials,
    oversight,
    formulas,
    member_lists,
    members,
    card_changes,
    notices,
    calendar,
    audit,
    live,
)


def routers() -> list[APIRouter]:
    """What the interface is made of."""
    return [
        *(resource.router for resource in _RESOURCES),
        form_drafts.samples,
        member_lists.uploads,
        rule_files.uploads,
    ]


def describe_app() -> FastAPI:
    """The application without the parts it works with: enough to be described."""
    app = FastAPI(
        title="Kabinet",
        version=openapi.VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        # `Surroundings` makes the one span of a request; the framework would add four and write exceptions' text down.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    for error, handler in HANDLERS.items():
        app.add_exception_handler(error, handler)
    app.add_middleware(Surroundings)
    api = APIRouter(prefix=PREFIX)
    for router in routers():
        api.include_router(router)
    app.include_router(api)
    app.include_router(health.router)
    app.include_router(static.router)
    openapi.install(app)
    return app


def create_app(gateway: Gateway) -> FastAPI:
    """The application at work."""
    app = describe_app()
    app.state.gateway = gateway
    return app
