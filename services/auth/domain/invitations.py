"""Rules of invitations: what may be asked for, until when a link works, and whether its holder has to sign in."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe

from contracts.roles import MEMBERS, Role
from services.auth.domain.people import PersonError, check_email

_BYTES = 32


@dataclass(frozen=True)
class Wish:
    """Who is invited, as what, and for which days (both inclusive; None: from the acceptance, without end)."""

    email: str
    role: Role
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class Lifetime:
    """What has become of an invitation."""

    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether its link works: once, and not for ever."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at


def faults(wish: Wish, today: date) -> tuple[tuple[str, str], ...]:
    """Fields at fault with their codes. The address is normalised."""
    found = [*_term_faults(wish, today)]
    if wish.role not in MEMBERS:
        found.append(("role", "role_of_member"))
    try:
        check_email(wish.email)
    except PersonError:
        found.append(("email", "email_form"))
    return tuple(found)


def _term_faults(wish: Wish, today: date) -> tuple[tuple[str, str], ...]:
    if wish.valid_until is None:
        return ()
    if wish.valid_until < today:
        return (("valid_until", "date_past"),)
    return (("valid_until", "range_order"),) if wish.valid_from and wish.valid_until < wish.valid_from else ()


def begins_on(valid_from: date | None, today: date) -> date:
    """The first day of a membership that is accepted today: none reaches back."""
    return max(valid_from or today, today)


def new_secret() -> str:
    """256 random bits, as they stand in the link."""
    return token_urlsafe(_BYTES)


def hash_secret(secret: str) -> bytes:
    """What is stored of a link: so many random bits need no slow hash."""
    return hashlib.sha256(b"invitation\0" + secret.encode()).digest()
