"""Every operation of the OpenAPI document, with every role: nobody gets further than the contracts grant.

Nothing is listed here: a new operation is driven as soon as it is in the document, and one that says nothing of who may
use it fails (`tests/unit/gateway/test_access.py`). Whose objects a person sees is the matter of the table beside.
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

import httpx
import pytest
import pytest_asyncio

from contracts.roles import EVERYONE, MEMBERS, Role, Scope
from deploy.local.settings import PROJECT
from gateway.access import SAID, Operation, operations
from gateway.app import PREFIX, describe_app, routers
from tests.cabinet import MEMBER, signed_in
from tests.e2e.requests_by_schema import Made, made
from tests.product import Stack

pytestmark = pytest.mark.asyncio(loop_scope="module")

DOCUMENT = describe_app().openapi()
# An open stream has no answer, and who signs out is gone: both have tests of their own beside.
APART = {"GET /live", "DELETE /session"}
OPERATIONS = [operation for operation in operations(routers()) if operation.name not in APART]
PASSWORD = "Проверка-прав-2026-у-каждого"


@dataclass(frozen=True)
class People:
    """One person of each role, and a program of the member's with every scope."""

    of_role: dict[Role, httpx.AsyncClient]
    program: httpx.AsyncClient
    program_with_no_right: httpx.AsyncClient


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def people(stack: Stack) -> AsyncIterator[People]:
    async with AsyncExitStack() as opened:
        first = await opened.enter_async_context(signed_in(stack, MEMBER))
        organisation = (await first.get("/me"))["organisation"]["id"]
        clients = {
            role: await opened.enter_async_context(_client(stack, await _session(stack, role, organisation)))
            for role in Role
        }
        keys = []
        for scopes in ([str(scope) for scope in Scope], [str(Scope.NOTICES)]):
            key = await first.post("/api-keys", {"name": "Проверка прав", "scopes": scopes})
            keys.append(await opened.enter_async_context(_client(stack, {"Authorization": f"Bearer {key['key']}"})))
        yield People(clients, *keys)


def _client(stack: Stack, headers: dict[str, str]) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"{stack.base_url}{PREFIX}", headers=headers, timeout=30)


async def _session(stack: Stack, role: Role, organisation: str) -> dict[str, str]:
    """The headers of a fresh session of a fresh person."""
    email = f"{role}.{stack.http_port}@roles.example"
    options = ["--email", email, "--name", "Проверка прав", "--role", str(role)]
    options += ["--organisation", organisation] if role in MEMBERS else []
    command = [sys.executable, "-m", "services.auth", "create-person", *options]
    environment = {"PATH": "/usr/bin:/bin", **stack.installation.environment("auth")}
    run = partial(subprocess.run, input=PASSWORD, text=True, check=True, capture_output=True)
    await asyncio.to_thread(run, command, cwd=PROJECT, env=environment)
    async with httpx.AsyncClient(base_url=f"{stack.base_url}{PREFIX}", timeout=30) as http:
        answer = await http.post("/session", json={"email": email, "password": PASSWORD})
        return {
            "Cookie": f"kabinet_session={http.cookies['kabinet_session']}",
            "X-CSRF-Token": answer.json()["csrf_token"],
        }


def request_of(operation: Operation) -> Made:
    return made(DOCUMENT, operation.path, DOCUMENT["paths"][PREFIX + operation.path][operation.method.lower()])


async def ask(client: httpx.AsyncClient, operation: Operation) -> httpx.Response:
    request = request_of(operation)
    return await client.request(
        operation.method,
        request.path,
        params=request.params,
        headers=request.headers,
        json=request.json,
        content=request.content,
    )


def changes_what_there_is(operation: Operation) -> bool:
    """A write that no absent id stops: whoever may do it is not let try here."""
    return operation.method != "GET" and "{id}" not in operation.path


def assert_refused(answer: httpx.Response, who: object, half_way: bool = False) -> None:
    """`half_way`: they may make some of the calls; of an absent object the first of these already says «not found»."""
    if half_way and answer.status_code == 404:
        return
    assert answer.status_code == 403, f"{who}: {answer.status_code} {answer.text}"
    assert answer.json()["code"] == "forbidden", f"{who}: {answer.text}"


def assert_let_in(answer: httpx.Response, role: object) -> None:
    assert answer.status_code < 500, f"{role}: {answer.text}"
    assert answer.status_code != 401, f"{role}: {answer.text}"
    assert answer.status_code != 403 or answer.json()["code"] != "forbidden", f"{role}: {answer.text}"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_a_role_gets_as_far_as_the_contracts_grant(people: People, operation: Operation) -> None:
    for role, client in people.of_role.items():
        if role not in operation.roles:
            half_way = any(role in (call.roles or EVERYONE) for call in operation.calls)
            assert_refused(await ask(client, operation), role, half_way)
        elif not changes_what_there_is(operation):
            assert_let_in(await ask(client, operation), role)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_a_program_gets_as_far_as_its_scopes(people: People, operation: Operation) -> None:
    if operation.open_to_all or operation.name in SAID:
        return
    if operation.scope is None or Role.MEMBER_ADMIN not in operation.roles:
        half_way = any(call.scope and Role.MEMBER_ADMIN in (call.roles or EVERYONE) for call in operation.calls)
        assert_refused(await ask(people.program, operation), "a program", half_way)
    elif not changes_what_there_is(operation):
        assert_let_in(await ask(people.program, operation), "a program")
    if operation.scope is not Scope.NOTICES:
        assert_refused(await ask(people.program_with_no_right, operation), "a program without the scope")
