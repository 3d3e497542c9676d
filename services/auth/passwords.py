"""Passwords: argon2id, hashed in threads, a few at a time."""

import asyncio
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from services.auth.domain.people import normalise_password

# zxcvbn takes no more; its score 3 of 4 is «safe against guessing of stolen hashes for a while».
_WEIGHED = 72
_SAFE_SCORE = 3
# The lists are of Latin passwords: «йцукен» is as well known as the keys that it is typed with.
_KEYS = str.maketrans(
    "йцукенгшщзхъфывапролджэячсмитьбюЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.",
)


class Passwords:
    """Hashing and verification. Both take tens of milliseconds, so they run in threads under a semaphore."""

    def __init__(self, *, memory_kib: int, passes: int, lanes: int, at_once: int) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._slots = asyncio.Semaphore(at_once)
        # What an unknown address is verified against, so that its answer takes as long as a wrong password's.
        self._nobody = self._hasher.hash("no password has this hash")

    async def hash(self, password: str) -> str:
        """The encoded hash, with its parameters and a fresh salt."""
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, normalise_password(password))

    async def verify(self, encoded: str | None, password: str) -> bool:
        """Whether `password` is right; with None (there is no such person) False, after the same work."""
        async with self._slots:
            right = await asyncio.to_thread(self._verify, encoded or self._nobody, normalise_password(password))
        return right and encoded is not None

    async def is_any_of(self, encoded: Iterable[str], password: str) -> bool:
        """Whether `password` is one of these hashes'."""
        for one in encoded:
            if await self.verify(one, password):
                return True
        return False

    async def is_easily_guessed(self, password: str, about: Iterable[str]) -> bool:
        """Whether lists of known passwords, or what is known `about` the person, lead to it within hours."""
        async with self._slots:
            return await asyncio.to_thread(_score, normalise_password(password), list(about)) < _SAFE_SCORE

    def is_outdated(self, encoded: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(encoded)

    def _verify(self, encoded: str, password: str) -> bool:
        try:
            return self._hasher.verify(encoded, password)
        except (VerificationError, InvalidHashError):
            return False


def _score(password: str, about: list[str]) -> int:
    """From 0 to 4, as it stands and as its keys are called on a Latin keyboard."""
    ways = {password[:_WEIGHED], password.translate(_KEYS)[:_WEIGHED]}
    return min(int(zxcvbn(way, about)["score"]) for way in ways)
