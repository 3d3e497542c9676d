"""Inspection in a reader of its own: what a file says of itself, or why it cannot be read."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import orjson

from chassis.errors import ServiceError
from contracts.form_drafts import Outline, Trial
from contracts.validator import Inspection
from services.validator import refusal_words
from services.validator.domain.forms import Form
from services.validator.isolation import ReaderPool


class Inspector:
    """`seconds`: how long a file may take."""

    def __init__(self, pool: ReaderPool, seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds

    async def inspect(self, data: bytes, file_name: str, forms: Sequence[Form]) -> Inspection:
        """Raises ServiceError with the code of a file that cannot be read, and ReaderError."""
        document = _document(forms)
        key = sha256(document).hexdigest()
        head = {"task": "inspect", "file_name": file_name, "forms": key}
        reply, _ = await self._pool.run(head, data, seconds=self._seconds, documents={key: document})
        return Inspection.model_validate(_taken(reply)["inspection"])


class Samples:
    """Samples and trials, in readers of their own: whoever draws up a form must not hold up an upload."""

    def __init__(self, pool: ReaderPool, seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds

    async def outline(self, data: bytes, file_name: str) -> Outline:
        """Raises ServiceError with the code of a file that cannot be read, and ReaderError."""
        reply, _ = await self._pool.run({"task": "outline", "file_name": file_name}, data, seconds=self._seconds)
        return Outline.model_validate(_taken(reply)["outline"])

    async def try_form(self, data: bytes, file_name: str, editions: Sequence[Form], others: Sequence[Form]) -> Trial:
        """`editions`: those of the form, the one that is tried first. Raises ServiceError, ReaderError."""
        documents = {sha256(document).hexdigest(): document for document in map(_document, (editions, others))}
        keys = [sha256(_document(forms)).hexdigest() for forms in (editions, others)]
        head = {"task": "try", "file_name": file_name, "editions": keys[0], "others": keys[1]}
        reply, _ = await self._pool.run(head, data, seconds=self._seconds, documents=documents)
        return Trial.model_validate(_taken(reply)["trial"])


def _document(forms: Sequence[Form]) -> bytes:
    return orjson.dumps([form.model_dump(mode="json") for form in forms])


def _taken(reply: dict[str, Any]) -> dict[str, Any]:
    """The reply, unless it is the refusal of a file that cannot be read."""
    if "refusal" in reply:
        refusal = reply["refusal"]
        # For programs as the reader told it, for people in words.
        told = {name: refusal[name] for name in ("found", "expected") if refusal[name] is not None}
        raise ServiceError(refusal["code"], refusal_words.params(refusal), data=told)
    return reply
