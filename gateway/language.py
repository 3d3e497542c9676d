"""The reader's language: Russian, unless English is asked for more strongly (`Accept-Language`)."""

from typing import Literal

from starlette.requests import HTTPConnection

Language = Literal["ru", "en"]


def preferred(header: str) -> Language:
    """The language of an `Accept-Language` value. Anything unreadable, unknown or absent is Russian."""
    weights: dict[str, float] = {}
    for entry in header.split(","):
        tag, _, parameters = entry.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        weights[primary] = max(weights.get(primary, 0.0), _weight(parameters))
    return "en" if weights.get("en", 0.0) > weights.get("ru", 0.0) else "ru"


def of(request: HTTPConnection) -> Language:
    """The language of a request."""
    return preferred(request.headers.get("accept-language", ""))


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
