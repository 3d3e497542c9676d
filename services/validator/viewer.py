"""Entry points of looking at a report: by its form, and at what differs between two of its versions.

Whether a person may see the files has been answered by reports, which alone may ask.
"""

import logging
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError, not_found
from chassis.storage import Storage
from contracts.base import ObjectRef
from contracts.errors import words
from contracts.form_view import CompareFiles, Comparison, DrawForm, FormPicture
from contracts.forms import Accepts
from services.validator.domain.forms import Form
from services.validator.isolation import ReaderError, ReaderPool
from services.validator.repository import forms, rule_sets
from services.validator.settings import Settings

log = logging.getLogger(__name__)


class Viewer:
    """Each question reads its files anew: nothing of a member's report is kept in the process."""

    def __init__(self, database: Database, storage: Storage, pool: ReaderPool, settings: Settings) -> None:
        self._database = database
        self._storage = storage
        self._pool = pool
        self._seconds = settings.view_seconds

    async def draw(self, call: Call[DrawForm]) -> FormPicture:
        """A window on a report. Raises `not_viewable` for a file without such a form."""
        asked = call.request
        form = await self._form(asked.form, asked.rule_set)
        head = {"task": "draw", "file_name": asked.file_name, "window": asked.window.model_dump(mode="json")}
        return FormPicture.model_validate_json(await self._ask(head, await self._content(asked.object), form))

    async def compare(self, call: Call[CompareFiles]) -> Comparison:
        """What changed from one file to the other. Raises `not_viewable` when either cannot be read."""
        asked = call.request
        form = await self._form(asked.form, asked.rule_set)
        older, newer = await self._content(asked.before), await self._content(asked.after)
        head = {
            "task": "compare",
            "file_names": [asked.before_name, asked.after_name],
            "older": len(older),
            "offset": asked.offset,
            "limit": asked.limit,
        }
        return Comparison.model_validate_json(await self._ask(head, older + newer, form))

    async def _form(self, code: str, rule_set: UUID | None) -> Form:
        """The form by which the report was judged, else the newest."""
        async with self._database.transaction() as uow:
            judged = await rule_sets.rule_set(uow.session, rule_set) if rule_set is not None else None
            newest = await forms.form(uow.session, code)
        form = judged[1].form if judged is not None else newest[0] if newest is not None else None
        if form is None:
            raise not_found()
        if form.accepts is not Accepts.XTDD:
            raise ServiceError("not_viewable", _PLAIN_FILE)
        return form

    async def _content(self, ref: ObjectRef) -> bytes:
        try:
            return await self._storage.read(ref)
        except Exception as error:
            log.warning("an object cannot be shown: %s: %s", type(error).__name__, error)
            raise ServiceError("unavailable") from error

    async def _ask(self, head: Mapping[str, Any], body: bytes, form: Form) -> bytes:
        document = orjson.dumps(form.model_dump(mode="json"))
        key = sha256(document).hexdigest()
        try:
            reply, answer = await self._pool.run(
                {**head, "form": key}, body, seconds=self._seconds, documents={key: document}
            )
        except ReaderError as error:
            log.warning("a report cannot be shown: %s: %s", type(error).__name__, error)
            raise ServiceError("unavailable") from error
        if "refusal" in reply:
            raise _not_viewable(str(reply["refusal"]["code"]))
        return answer


_PLAIN_FILE = {"found": "форма принимает обычные файлы", "found_en": "the form takes ordinary files"}


def _not_viewable(code: str) -> ServiceError:
    """The refusal in words; that «the report was not taken» would be untrue of one that was."""
    titles = words(code, {}).title, words(code, {}, "en").title
    params = dict(zip(("found", "found_en"), (title[:1].lower() + title[1:] for title in titles), strict=True))
    return ServiceError("not_viewable", params, data={"cause": code})
