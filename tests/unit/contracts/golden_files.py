"""The golden files of the contracts: what each subject carries, as it was last agreed on.

A change of a message shows in review as a change of its file. Write them anew, after a change that was meant, with
`python -m tests.unit.contracts.golden_files`.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from contracts.base import Event, Rpc
from contracts.registry import EVENTS, RPCS

FOLDER = Path(__file__).parent / "golden"


def golden_files() -> dict[str, str]:
    """The text of every golden file by its name."""
    described = {rpc.subject: _rpc(rpc) for rpc in RPCS} | {event.subject: _event(event) for event in EVENTS}
    return {f"{subject}.json": _text(content) for subject, content in described.items()}


def _rpc(rpc: Rpc[Any, Any]) -> dict[str, Any]:
    return {
        "subject": rpc.subject,
        "owner": rpc.owner,
        "callers": sorted(rpc.callers),
        "roles": None if rpc.roles is None else sorted(rpc.roles),
        "scope": rpc.scope,
        "always": rpc.always,
        "timeout_seconds": rpc.timeout.total_seconds(),
        "request": _schema(rpc.request),
        "reply": _schema(rpc.reply),
    }


def _event(event: Event[Any]) -> dict[str, Any]:
    return {
        "subject": event.subject,
        "owner": event.owner,
        "stream": event.stream,
        "message": _schema(event.model),
    }


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    # Descriptions are words for people: rewording one changes nothing on the wire.
    shape: dict[str, Any] = _without_words(model.model_json_schema())
    return shape


def _without_words(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_words(item) for item in node]
    if not isinstance(node, dict):
        return node
    properties = {name: _without_words(shape) for name, shape in node.get("properties", {}).items()}
    rest = {key: _without_words(value) for key, value in node.items() if key not in ("description", "properties")}
    return {**rest, "properties": properties} if "properties" in node else rest


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write() -> None:
    """Write every file, and remove those of subjects that are no more."""
    FOLDER.mkdir(exist_ok=True)
    files = golden_files()
    for path in FOLDER.glob("*.json"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
