"""Who a cookie speaks for: auth is asked once, its signed answer is kept for the minute that it lives."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from chassis import clock
from chassis.errors import ServiceError
from contracts.auth import ResolvedSession

Resolve = Callable[[str], Awaitable[ResolvedSession]]

# An identity is not used in its last seconds: the service that gets it must still find it valid.
_MARGIN = timedelta(seconds=10)
_KEPT = 50_000
_REVOKED_KEPT = 10_000


class Sessions:
    """Live sessions by the hash of their secret, so that a dump of the memory holds no cookies."""

    def __init__(self, resolve: Resolve, now: Callable[[], datetime] = clock.now) -> None:
        self._resolve = resolve
        self._now = now
        self._kept: OrderedDict[bytes, ResolvedSession] = OrderedDict()
        self._asked: dict[bytes, asyncio.Task[ResolvedSession]] = {}
        # A session revoked while auth was answering for it must not be kept after all.
        self._revoked: OrderedDict[UUID, None] = OrderedDict()

    async def resolve(self, session_token: str) -> ResolvedSession:
        """The identity of a session. Raises `unauthenticated`, and what the bus raises when auth is out of reach."""
        key = hashlib.sha256(session_token.encode("utf-8", "replace")).digest()
        known = self._kept.get(key)
        if known is None or known.token_expires_at - _MARGIN <= self._now():
            known = await self._ask_once(key, session_token)
        if self.is_revoked(known.me.session_id):
            raise ServiceError("unauthenticated")
        return known

    def revoke(self, session_ids: Iterable[UUID]) -> None:
        """Forget sessions at once."""
        for session_id in session_ids:
            self._revoked[session_id] = None
            self._revoked.move_to_end(session_id)
        while len(self._revoked) > _REVOKED_KEPT:
            self._revoked.popitem(last=False)
        gone = [key for key, session in self._kept.items() if session.me.session_id in self._revoked]
        for key in gone:
            del self._kept[key]

    def renew(self, session_id: UUID) -> None:
        """Ask auth anew for this session: its rights have changed."""
        for key in [key for key, session in self._kept.items() if session.me.session_id == session_id]:
            del self._kept[key]

    def is_revoked(self, session_id: UUID) -> bool:
        return session_id in self._revoked

    def forget_all(self) -> None:
        """Ask auth again for everybody: revocations may have been missed while the bus was away."""
        self._kept.clear()

    async def _ask_once(self, key: bytes, session_token: str) -> ResolvedSession:
        """One question to auth for all requests of a page that arrive together."""
        task = self._asked.get(key)
        if task is None:
            task = self._asked[key] = asyncio.ensure_future(self._ask(key, session_token))
            task.add_done_callback(lambda _: self._asked.pop(key, None))
        # One client that leaves must not take the answer from the others.
        return await asyncio.shield(task)

    async def _ask(self, key: bytes, session_token: str) -> ResolvedSession:
        answer = await self._resolve(session_token)
        if not self.is_revoked(answer.me.session_id):
            self._kept[key] = answer
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return answer
