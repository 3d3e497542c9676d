"""Proof that a write came from our own page: a value that only a reader of `GET /me` can know.

It is derived from the session's secret, so that nothing is stored and every gateway agrees on it; the secret itself
cannot be found from it, and a page of another origin can read neither.
"""

import hashlib
import hmac

HEADER = "X-CSRF-Token"
_PURPOSE = b"kabinet/csrf/1"


def token_for(session_token: str) -> str:
    """The value that must come with every write of this session: 64 hex digits."""
    return hmac.new(session_token.encode(), _PURPOSE, hashlib.sha256).hexdigest()


def matches(session_token: str, presented: str) -> bool:
    """Whether `presented` is this session's value, in constant time."""
    return hmac.compare_digest(token_for(session_token).encode(), presented.encode("utf-8", "replace"))
