"""Who may do what: read off the routes, the calls that each of them makes, and the roles that the contracts grant."""

import dis
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from contracts.base import Rpc
from contracts.roles import EVERYONE, READERS, STAFF, Role, Scope
from gateway.context import signed_in

_PACKAGE = "gateway"
_ATTRIBUTES = frozenset({"LOAD_ATTR", "LOAD_METHOD"})
Call = Rpc[Any, Any]


@dataclass(frozen=True)
class Said:
    """Who may use an operation whose calls do not tell, and what it does."""

    roles: frozenset[Role]
    why: str


SAID = {
    "GET /me": Said(EVERYONE, "the session itself"),
    "DELETE /session": Said(EVERYONE, "ends one's own session"),
    "POST /session/organisation": Said(EVERYONE, "for which of one's own organisations"),
    "GET /live": Said(READERS, "events that one may see; others hear nothing"),
    "GET /audit/acts": Said(STAFF, "words of the journal"),
}


@dataclass(frozen=True)
class Operation:
    """One operation of the interface, with the calls that its code can make."""

    method: str
    path: str
    tag: str
    calls: tuple[Call, ...]
    signed_in: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def open_to_all(self) -> bool:
        """Whether it serves people whom nobody knows."""
        return not self.signed_in and self.name not in SAID

    @property
    def roles(self) -> frozenset[Role]:
        """Who is refused by none of its calls."""
        if self.name in SAID:
            return SAID[self.name].roles
        return frozenset.intersection(EVERYONE, *(call.roles or EVERYONE for call in self.calls))

    @property
    def scope(self) -> Scope | None:
        """What a program's key must hold; None: not for programs."""
        scopes = {call.scope for call in self.calls}
        return scopes.pop() if len(scopes) == 1 else None


def operations(routers: Iterable[APIRouter]) -> list[Operation]:
    """Every documented operation; paths without the prefix of the interface."""
    every = [route for router in routers for route in router.routes]
    routes = [route for route in every if isinstance(route, APIRoute) and route.include_in_schema]
    return [_operation(route, method) for route in routes for method in sorted(route.methods or ())]


def _operation(route: APIRoute, method: str) -> Operation:
    needs = list(_dependencies(route.dependant))
    tag = str(route.tags[0]) if route.tags else ""
    return Operation(method, route.path, tag, _calls_of([route.endpoint, *needs]), signed_in in needs)


def _calls_of(functions: Iterable[Any]) -> tuple[Call, ...]:
    found = {call.subject: call for function in functions for call in _followed(function, set())}
    return tuple(found[subject] for subject in sorted(found))


def _dependencies(dependant: Dependant) -> Iterator[Any]:
    for one in dependant.dependencies:
        yield one.call
        yield from _dependencies(one)


def _followed(value: Any, seen: set[int]) -> Iterator[Call]:
    """The calls that stand in a function of ours, and in those that it uses."""
    if isinstance(value, Rpc):
        yield value
    if isinstance(value, type) and value.__module__.split(".")[0] == _PACKAGE:
        for member in vars(value).values():
            yield from _followed(member, seen)
    if not isinstance(value, FunctionType) or value.__module__.split(".")[0] != _PACKAGE or id(value) in seen:
        return
    seen.add(id(value))
    for used in _used(value.__code__, value.__globals__):
        yield from _followed(used, seen)


def _used(code: CodeType, names: dict[str, Any]) -> Iterator[Any]:
    """What the code takes from its module, or by name from a module that it imported."""
    holder: object = None
    for step in dis.get_instructions(code):
        if step.opname == "LOAD_GLOBAL":
            holder = names.get(str(step.argval))
            yield holder
        elif step.opname in _ATTRIBUTES and isinstance(holder, ModuleType):
            holder = getattr(holder, str(step.argval), None)
            yield holder
        else:
            holder = None
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _used(constant, names)
