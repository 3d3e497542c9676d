"""What an access request must hold to be looked at."""

from services.auth.domain.people import PersonError, check_email

_INN_LENGTH = 10


def faults(inn: str, email: str) -> tuple[tuple[str, str], ...]:
    """Fields at fault with their codes. Nothing that is stored is looked at: the answer tells nothing of it."""
    found: list[tuple[str, str]] = []
    # `isdigit` alone takes Arabic and superscript digits too.
    if not (len(inn) == _INN_LENGTH and inn.isascii() and inn.isdigit()):
        found.append(("inn", "inn_length"))
    try:
        check_email(email)
    except PersonError:
        found.append(("email", "email_form"))
    return tuple(found)
