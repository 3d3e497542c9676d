"""Every operation of the interface says who may use it, and the page for people says the same."""

from contracts.registry import RPCS
from contracts.roles import Role
from deploy.local.settings import PROJECT
from gateway import access_page
from gateway.access import SAID, operations
from gateway.app import PREFIX, describe_app, routers

OPERATIONS = operations(routers())


def test_every_documented_operation_is_known() -> None:
    paths = describe_app().openapi()["paths"]
    documented = {f"{method.upper()} {path.removeprefix(PREFIX)}" for path, found in paths.items() for method in found}
    assert {operation.name for operation in OPERATIONS} == documented


def test_an_operation_asks_a_service_or_says_who_may_use_it() -> None:
    silent = {operation.name for operation in OPERATIONS if not operation.calls}
    assert silent <= set(SAID)
    assert set(SAID) <= {operation.name for operation in OPERATIONS}


def test_what_is_open_to_all_is_known_one_by_one() -> None:
    assert {operation.name for operation in OPERATIONS if operation.open_to_all} == {
        "POST /session",
        "POST /access-requests",
        "GET /invitations/{token}/accept",
        "POST /invitations/{token}/accept",
    }


def test_every_call_that_the_gateway_may_make_is_made_by_some_operation() -> None:
    made = {call.subject for operation in OPERATIONS for call in operation.calls}
    asked = {call.subject for call in RPCS if "gateway" in call.callers}
    of_sessions = {subject for subject in asked if subject.startswith(("auth.session.", "auth.signing_keys."))}
    assert asked - made - of_sessions - {"auth.api_key.resolve"} == set()


def test_the_calls_of_an_operation_are_followed_through_helpers_and_dependencies() -> None:
    found = {operation.name: operation for operation in OPERATIONS}
    assert {call.subject for call in found["POST /reports/{id}/submissions"].calls} == {
        "reports.submission.submit",
        "reports.upload.refused",
    }
    assert Role.OPERATOR not in found["GET /submissions/{id}/findings.xlsx"].roles
    assert found["POST /members"].roles == {Role.SRO_ADMIN, Role.CLERK}


def test_the_page_for_people_is_fresh() -> None:
    page = (PROJECT / "docs/access.md").read_text(encoding="utf-8")
    assert page == access_page.page(), "run: python -m gateway access > docs/access.md"
