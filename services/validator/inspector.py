"""Inspection in a reader of its own: what a file says of itself, or why it cannot be read."""

from collections.abc import Sequence
from hashlib import sha256

import orjson

from chassis.errors import ServiceError
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
        document = orjson.dumps([form.model_dump(mode="json") for form in forms])
        key = sha256(document).hexdigest()
        head = {"task": "inspect", "file_name": file_name, "forms": key}
        reply, _ = await self._pool.run(head, data, seconds=self._seconds, documents={key: document})
        if "refusal" in reply:
            refusal = reply["refusal"]
            # For programs as the reader told it, for people in words.
            told = {name: refusal[name] for name in ("found", "expected") if refusal[name] is not None}
            raise ServiceError(refusal["code"], refusal_words.params(refusal), data=told)
        return Inspection.model_validate(reply["inspection"])
