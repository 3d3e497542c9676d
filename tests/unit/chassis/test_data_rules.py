"""Rules that protect data, read off the source: SQL in repositories alone, messages through the outbox alone, and
nothing of everybody's for a person. `# rule: <reason>` on the line, or on the one above, lifts a rule there.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.local.settings import PROJECT

Rule = Callable[[ast.AST], Iterator[ast.AST]]

MARK = "# rule: "
_SQL = frozenset({"select", "insert", "update", "delete", "text", "table", "exists", "union", "union_all"})
_ASKS = frozenset({"execute", "scalar", "scalars", "stream", "stream_scalars", "get", "get_one", "refresh", "merge"})
_PUBLISHES = frozenset({"publish", "publish_raw"})
_OF_THE_BUS = frozenset({"bus", "_bus", "connection", "_connection", "client", "jetstream"})
# auth knows people before it knows for whom they act: signing in, and a person's own sessions in every organisation.
_BEFORE_ANY_ORGANISATION = ("services/auth/",)


def _name(node: ast.AST) -> str:
    """The last word of `a.b.c`; of anything else, none."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _calls(tree: ast.AST, methods: frozenset[str], receivers: Callable[[str], bool]) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=receiver, attr=method)) if method in methods:
                if receivers(_name(receiver)):
                    yield node


def makes_or_runs_sql(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("sqlalchemy"):
                if _SQL.intersection(alias.name for alias in names):
                    yield node
            case ast.Import(names=names) if any(alias.name.startswith("sqlalchemy") for alias in names):
                yield node
    yield from _calls(tree, _ASKS, lambda receiver: "session" in receiver)


def publishes(tree: ast.AST) -> Iterator[ast.AST]:
    yield from _calls(tree, _PUBLISHES, _OF_THE_BUS.__contains__)


def sees_everything_for_a_person(tree: ast.AST) -> Iterator[ast.AST]:
    """EVERYTHING in a function that was given a call."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.AsyncFunctionDef | ast.FunctionDef):
            continue
        if any(argument.arg == "call" for argument in function.args.args):
            yield from (node for node in ast.walk(function) if _name(node) == "EVERYTHING")


def broken(rule: Rule, source: str) -> list[int]:
    """The lines that break it and do not say why they may."""
    lines = source.splitlines()
    found = {node.lineno for node in rule(ast.parse(source)) if hasattr(node, "lineno")}
    return sorted(line for line in found if not any(MARK in text for text in lines[max(line - 2, 0) : line]))


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((PROJECT / folder).rglob("*.py"))


def _found(rule: Rule, files: Iterator[Path], allowed: Callable[[str], bool]) -> list[str]:
    named = ((file.relative_to(PROJECT).as_posix(), file) for file in files)
    return [f"{name}:{line}" for name, file in named if not allowed(name) for line in broken(rule, file.read_text())]


def _of_a_repository(name: str) -> bool:
    inside = (*Path(name).parts[2:3], "")[0]
    return inside in {"repository", "tables.py", "migrations"} or inside.endswith("repository.py")


def test_sql_stands_in_repositories_alone() -> None:
    assert _found(makes_or_runs_sql, sources("services"), _of_a_repository) == []
    assert _found(makes_or_runs_sql, sources("gateway"), lambda name: False) == []


def test_messages_leave_through_the_outbox_alone() -> None:
    files = sources("services", "gateway", "chassis")
    assert _found(publishes, files, lambda name: name.startswith("chassis/bus/")) == []


def test_nobody_who_asks_is_given_everything() -> None:
    files = sources("services")
    assert _found(sees_everything_for_a_person, files, lambda name: name.startswith(_BEFORE_ANY_ORGANISATION)) == []


@pytest.mark.parametrize(
    ("rule", "source", "lines"),
    [
        (makes_or_runs_sql, "from sqlalchemy import select", [1]),
        (makes_or_runs_sql, "from sqlalchemy.dialects.postgresql import insert", [1]),
        (makes_or_runs_sql, "import sqlalchemy as sa", [1]),
        (makes_or_runs_sql, "await uow.session.scalars(x)\nawait session.get(Row, 1)", [1, 2]),
        (makes_or_runs_sql, "from sqlalchemy.ext.asyncio import AsyncSession\nuow.session.add(row)", []),
        (makes_or_runs_sql, "# rule: a health check\nawait session.execute(x)", []),
        (publishes, "await self._bus.publish(EVENT, message, message_id='1')", [1]),
        (publishes, "await connection.jetstream.publish('evt.x', b'')", [1]),
        (publishes, "await form_drafts.publish(uow, request)", []),
        (sees_everything_for_a_person, "async def f(self, call):\n    g(EVERYTHING)", [2]),
        (
            sees_everything_for_a_person,
            "async def f(self, call):\n    # rule: counts alone\n    g(reach.EVERYTHING)",
            [],
        ),
        (sees_everything_for_a_person, "async def sweep(self):\n    g(EVERYTHING)", []),
    ],
)
def test_the_rules_see_what_they_are_for(rule: Rule, source: str, lines: list[int]) -> None:
    assert broken(rule, source) == lines
