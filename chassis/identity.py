"""Identity tokens: issued by auth, verified by every service for itself (JWT, EdDSA, about a minute)."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from chassis import clock
from chassis.errors import ServiceError
from chassis.signing import KeyPair, public_key
from contracts.auth import SigningKeys
from contracts.identity import Identity
from contracts.roles import Role, Scope

AUDIENCE = "kabinet"
_LEEWAY = timedelta(seconds=5)
_KEYS_ASKED_AT_MOST_EVERY = timedelta(seconds=2)
_REMEMBERED_TOKENS = 2000

KeySource = Callable[[], Awaitable[SigningKeys]]


def issue_token(identity: Identity, key: KeyPair, now: datetime, lifetime: timedelta) -> str:
    """A signed token that speaks for `identity` until `now + lifetime`."""
    claims: dict[str, Any] = {
        "aud": AUDIENCE,
        "sub": str(identity.person_id),
        "name": identity.person_name,
        "org": str(identity.organisation_id) if identity.organisation_id else None,
        "roles": list(identity.roles),
        "sid": str(identity.session_id),
        "withheld": identity.withheld,
        "rules_due": identity.rules_due,
        "scopes": None if identity.scopes is None else list(identity.scopes),
        "iat": now,
        "exp": now + lifetime,
    }
    return jwt.encode(claims, key.signing_key(), algorithm="EdDSA", headers={"kid": key.kid})


class TokenVerifier:
    """Verifies tokens against auth's public keys, which are fetched when an unknown `kid` turns up."""

    def __init__(self, fetch_keys: KeySource) -> None:
        self._fetch_keys = fetch_keys
        self._keys: dict[str, Ed25519PublicKey] = {}
        self._asked_at: datetime | None = None
        self._known: dict[str, tuple[Identity, datetime]] = {}

    def fetch_from(self, source: KeySource) -> None:
        """Take the keys from `source` from now on: auth has them itself."""
        self._fetch_keys = source

    async def verify(self, token: str | None) -> Identity:
        """Who the token speaks for. Raises ServiceError `unauthenticated` for any token that does not hold."""
        if not token:
            raise ServiceError("unauthenticated")
        known = self._known.get(token)
        if known is not None and clock.now() < known[1]:
            return known[0]
        identity, expires = await self._read(token)
        if len(self._known) >= _REMEMBERED_TOKENS:
            self._known.clear()
        self._known[token] = (identity, expires)
        return identity

    async def _read(self, token: str) -> tuple[Identity, datetime]:
        try:
            key = await self._key(str(jwt.get_unverified_header(token).get("kid")))
            claims = jwt.decode(
                token,
                key,
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                leeway=_LEEWAY,
                options={"require": ["exp", "iat", "sub", "aud"]},
            )
        except jwt.InvalidTokenError as error:
            raise ServiceError("unauthenticated") from error
        identity = Identity(
            person_id=UUID(claims["sub"]),
            person_name=claims["name"],
            organisation_id=UUID(claims["org"]) if claims["org"] else None,
            roles=tuple(Role(role) for role in claims["roles"]),
            session_id=UUID(claims["sid"]),
            withheld=bool(claims.get("withheld")),
            rules_due=bool(claims.get("rules_due")),
            scopes=_scopes(claims.get("scopes")),
        )
        return identity, datetime.fromtimestamp(claims["exp"], clock.now().tzinfo)

    async def _key(self, kid: str) -> Ed25519PublicKey:
        if kid not in self._keys and self._may_ask():
            fetched = await self._fetch_keys()
            # After the answer: a question that failed must not make every token look forged.
            self._asked_at = clock.now()
            self._keys = {key.kid: public_key(key.public_key) for key in fetched.keys}
        if kid not in self._keys:
            raise ServiceError("unauthenticated")
        return self._keys[kid]

    def _may_ask(self) -> bool:
        # Forged key ids must not turn into a flood of questions to auth.
        return self._asked_at is None or clock.now() - self._asked_at > _KEYS_ASKED_AT_MOST_EVERY


def _scopes(claim: list[str] | None) -> tuple[Scope, ...] | None:
    return None if claim is None else tuple(Scope(scope) for scope in claim)
