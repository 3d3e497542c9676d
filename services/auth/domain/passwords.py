"""What a password must be, and how long it lasts. A policy for each deployment: the field's rules, or NIST 800-63B."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.auth.domain.people import LONGEST_PASSWORD, SHORTEST_PASSWORD, normalise_password

# How many passwords back may not come again, the present one included.
REMEMBERED = 5


class PolicyName(StrEnum):
    FIELD = "field"
    NIST = "nist"


@dataclass(frozen=True)
class PasswordPolicy:
    """`classes`: how many of small letters, capitals, digits and signs; `age` None: a password does not grow old."""

    classes: int
    age: timedelta | None

    def faults(self, password: str) -> tuple[str, ...]:
        """What its form lacks, as codes of `contracts.field_errors`."""
        normal = normalise_password(password)
        if len(normal) < SHORTEST_PASSWORD:
            return ("password_short",)
        if len(normal) > LONGEST_PASSWORD:
            return ("password_long",)
        return ("password_classes",) if _classes(normal) < self.classes else ()

    def has_expired(self, changed_at: datetime, now: datetime) -> bool:
        """Whether a new one is asked for. It never keeps anybody from handing in a report."""
        return self.age is not None and now - changed_at >= self.age


@dataclass(frozen=True)
class PersonRules:
    """What a deployment asks of people: of their passwords, and whether those of the SRO need a second factor."""

    passwords: PasswordPolicy
    second_factor_for_staff: bool


POLICIES = {
    # Documents of the field: «пароли из символов разных классов, смена не реже раза в 3 месяца».
    PolicyName.FIELD: PasswordPolicy(classes=3, age=timedelta(days=90)),
    PolicyName.NIST: PasswordPolicy(classes=1, age=None),
}


def _classes(password: str) -> int:
    kinds = (str.islower, str.isupper, str.isdigit, lambda letter: not letter.isalnum())
    return sum(any(kind(letter) for letter in password) for kind in kinds)
