"""The client: every call tries again while the trouble is passing, and an upload is never taken twice."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from kabinet_client.errors import DamagedError, StillCheckingError
from kabinet_client.models import Finding, Notice, Receipt, Recognised, Report, Submission
from kabinet_client.retrying import Patience

_BLOCK = 256 * 1024
_PAGE = 200
_LONGEST_KEY = 100
_OCTETS = "application/octet-stream"


class Client:
    """One cabinet, by an API key of one's organisation. Use it as a context manager, or `close()` it.

    Raises RefusedError, UnreachableError: see `errors`. `language`: of titles and refusals, ru or en.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        language: str = "ru",
        timeout: float = 60.0,
        patience: Patience | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._patience = patience or Patience()
        self._http = httpx.Client(
            base_url=url.rstrip("/") + "/api/v1",
            headers={"Authorization": f"Bearer {key}", "Accept-Language": language},
            timeout=timeout,
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def reports(
        self, *, year: int | None = None, form: str | None = None, status: str | None = None
    ) -> Iterator[Report]:
        """What one's organisation owes."""
        return map(Report.of, self._items("/reports", year=year, form=form, status=status))

    def recognise(self, file: Path) -> Recognised:
        """Which of one's reports the file fits; nothing is kept."""
        return Recognised.of(self._send("/uploads/recognise", file))

    def upload(self, report_id: str, file: Path, *, key: str | None = None) -> Receipt:
        """Hand a file in. Tries share an idempotency key, so that it is taken once; a `key` of one's own lets a later
        run of the program go on. Raises DamagedError when other bytes arrived than were sent.
        """
        chosen = _header(key) if key else secrets.token_hex(16)
        receipt = Receipt.of(self._send(f"/reports/{quote(report_id)}/submissions", file, chosen))
        if receipt.sha256 != _sha256(file):
            raise DamagedError(f"{file}: the cabinet received {receipt.sha256}")
        return receipt

    def submission(self, id: str) -> Submission:
        return Submission.of(self._get(f"/submissions/{quote(id)}"))

    def wait(self, id: str, *, seconds: float = 600.0, every: float = 1.0) -> Submission:
        """The submission once it is judged. Raises StillCheckingError."""
        deadline = self._patience.now() + seconds
        while not (found := self.submission(id)).is_judged:
            if self._patience.now() + every > deadline:
                raise StillCheckingError(id)
            self._patience.sleep(every)
        return found

    def findings(self, id: str) -> Iterator[Finding]:
        """What the triggers found in the newest verdict."""
        return map(Finding.of, self._items(f"/submissions/{quote(id)}/findings"))

    def notices(self) -> Iterator[Notice]:
        """Newest first."""
        return map(Notice.of, self._items("/notices"))

    def receipt(self, id: str) -> dict[str, Any]:
        """The signed receipt: `document`, `signature`, `key_id`, `public_key`."""
        return self._get(f"/submissions/{quote(id)}/receipt")

    def download(self, id: str, target: Path, what: str = "file") -> Path:
        """Save the original (`file`, its hash is verified) or `findings.xlsx`, `.csv`, `.pdf`, `.json`.

        What is there under that name is replaced once all has arrived, never by half. Raises DamagedError.
        """
        part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
        try:
            self._patience.until_answered(lambda: self._save(f"/submissions/{quote(id)}/{what}", part))
            if what == "file" and (came := _sha256(part)) != self.submission(id).sha256:
                raise DamagedError(f"{target}: {came}")
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
        return target

    def _get(self, path: str, **query: Any) -> dict[str, Any]:
        given = {name: value for name, value in query.items() if value is not None}
        answer: dict[str, Any] = self._patience.until_answered(lambda: self._http.get(path, params=given)).json()
        return answer

    def _items(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            page = self._get(path, **query, cursor=cursor, limit=_PAGE)
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return

    def _send(self, path: str, file: Path, key: str | None = None) -> dict[str, Any]:
        headers = {"Content-Type": _OCTETS, "Content-Length": str(file.stat().st_size)}
        if key is not None:
            headers["Idempotency-Key"] = key

        def attempt() -> httpx.Response:
            return self._http.post(path, params={"filename": file.name}, content=_pieces(file), headers=headers)

        answer: dict[str, Any] = self._patience.until_answered(attempt).json()
        return answer

    def _save(self, path: str, target: Path) -> httpx.Response:
        with self._http.stream("GET", path) as answer:
            if answer.is_error:
                answer.read()
                return answer
            with open(target, "wb") as output:
                for piece in answer.iter_bytes(_BLOCK):
                    output.write(piece)
            return answer


def _pieces(file: Path) -> Iterator[bytes]:
    with open(file, "rb") as content:
        while piece := content.read(_BLOCK):
            yield piece


def _header(key: str) -> str:
    """A key as a header can carry it: numbers of other systems have letters of their own."""
    plain = key.isascii() and key.isprintable() and len(key) <= _LONGEST_KEY
    return key if plain else hashlib.sha256(key.encode()).hexdigest()


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(file):
        digest.update(piece)
    return digest.hexdigest()
