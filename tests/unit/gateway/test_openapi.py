"""The published description of the interface is whole, and says what the interface does."""

import json
import subprocess
import sys
from typing import Any

import pytest

from contracts.errors import KINDS
from gateway import docs_page, openapi
from gateway.app import describe_app


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return describe_app().openapi()


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if "$ref" in part else set()
        return own.union(*(references(value) for value in part.values()))
    if isinstance(part, list):
        return set().union(*(references(value) for value in part))
    return set()


def test_the_command_prints_the_document_that_is_served(document: dict[str, Any]) -> None:
    printed = subprocess.run([sys.executable, "-m", "gateway", "openapi"], check=True, capture_output=True).stdout
    assert json.loads(printed) == document
    assert document["openapi"] == "3.1.0"


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known


def test_every_operation_has_a_name_of_its_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(document)]
    assert len(names) == len(set(names))
    assert all(name.isalnum() and name[0].islower() for name in names)


def test_every_refusal_is_described_as_a_problem(document: dict[str, Any]) -> None:
    for operation in operations(document):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"]


def test_only_the_ways_in_need_nobody_signed_in(document: dict[str, Any]) -> None:
    open_to_all = {o["operationId"] for o in operations(document) if not o["security"]}
    assert open_to_all == {"openSession", "placeAccessRequest", "readInvitation", "acceptInvitation"}


def test_writes_say_that_they_need_the_csrf_header(document: dict[str, Any]) -> None:
    for path in document["paths"].values():
        for method, operation in path.items():
            if operation["security"]:
                assert ("csrf" in operation["security"][0]) == (method != "get")


def test_answers_promise_every_field_that_they_carry(document: dict[str, Any]) -> None:
    schema = document["components"]["schemas"]["ObligationView"]
    assert set(schema["required"]) == set(schema["properties"])


def test_nothing_tells_where_objects_lie(document: dict[str, Any]) -> None:
    assert not {"ObjectRef", "RuleSetRef", "FormInfo"} & set(document["components"]["schemas"])


def test_the_readable_page_holds_every_operation_and_error_and_nothing_from_elsewhere(document: dict[str, Any]) -> None:
    page = docs_page.render(document)
    assert all(f'id="{operation["operationId"]}"' in page for operation in operations(document))
    assert all(f'id="{code}"' in page for code in KINDS)
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_printed_document_is_the_same_every_time() -> None:
    assert openapi.dump(describe_app()) == openapi.dump(describe_app())
