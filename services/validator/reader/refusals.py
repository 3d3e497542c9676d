"""Why a file is not taken: one exception with a stable code, what was found, what was expected, and the words."""

from __future__ import annotations

from services.validator.reader.texts import LIMITS, PACKAGE, PLACE, REFUSALS, STATED_ENCODING


class Refusal(Exception):  # noqa: N818 - the field's own word: what is refused is the file
    """`code` is one of the public upload codes; `text` is Russian, `text_en` English; `line` from 1 where known."""

    def __init__(
        self,
        code: str,
        text: str,
        text_en: str,
        *,
        found: str | None = None,
        expected: str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.text_en = text_en
        self.found = found
        self.expected = expected
        self.line = line

    def to_json(self) -> dict[str, str | int | None]:
        """What crosses a process boundary; `from_json` is its inverse."""
        return {
            "code": self.code,
            "text": self.text,
            "text_en": self.text_en,
            "found": self.found,
            "expected": self.expected,
            "line": self.line,
        }

    @classmethod
    def from_json(cls, data: dict[str, str | int | None]) -> Refusal:
        line = data["line"]
        return cls(
            str(data["code"]),
            str(data["text"]),
            str(data["text_en"]),
            found=_text(data["found"]),
            expected=_text(data["expected"]),
            line=line if isinstance(line, int) else None,
        )


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def refuse(code: str, *, found: str | None = None, expected: str | None = None) -> Refusal:
    """A refusal whose words need no more than what was found and expected."""
    russian, english = REFUSALS[code]
    values = {"found": found or "", "expected": expected or "", "place": ""}
    return Refusal(code, russian.format(**values), english.format(**values), found=found, expected=expected)


def refuse_at(code: str, line: int | None) -> Refusal:
    """`not_xml` and `truncated_xml` with the line where reading stopped."""
    russian, english = REFUSALS[code]
    places = [place.format(line=line) if line else "" for place in PLACE]
    return Refusal(code, russian.format(place=places[0]), english.format(place=places[1]), line=line)


def refuse_xbrl() -> Refusal:
    russian, english = REFUSALS["xbrl"]
    return Refusal("wrong_form", russian, english, found="XBRL", expected="XTDD")


def refuse_limit(limit: str, expected: int) -> Refusal:
    russian, english = REFUSALS["xml_limits"]
    return Refusal(
        "xml_limits",
        russian.format(limit=LIMITS[limit][0], expected=expected),
        english.format(limit=LIMITS[limit][1], expected=expected),
        found=limit,
        expected=str(expected),
    )


def refuse_package(reason: str) -> Refusal:
    russian, english = REFUSALS["bad_package"]
    return Refusal(
        "bad_package",
        russian.format(reason=PACKAGE[reason][0]),
        english.format(reason=PACKAGE[reason][1]),
        found=reason,
    )


def refuse_encoding(stated: str | None) -> Refusal:
    russian, english = REFUSALS["bad_encoding"]
    found = [words.format(name=stated) if stated else "" for words in STATED_ENCODING]
    return Refusal("bad_encoding", russian.format(found=found[0]), english.format(found=found[1]), found=stated)
