"""docs/language.md out of the definitions that the engine uses: `python -m services.validator.rules.reference`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from services.validator.language.texts import ERRORS
from services.validator.language.vocabulary import VOCABULARY, Definition
from services.validator.rules.checks.texts import MISTAKES, WARNINGS

PAGE: Final = Path(__file__).parents[3] / "docs" / "language.md"
_KINDS: Final = {
    "number": "число",
    "text": "текст",
    "date": "дата",
    "boolean": "да или нет",
    None: "по применению",
}
_PARTS: Final = (
    ("function", "Функции"),
    ("context", "Откуда еще берутся значения"),
    ("keyword", "Слова"),
    ("operator", "Знаки"),
)
_HEAD: Final = """# Справочник языка формул

Собран из определений, по которым работает программа (`services/validator/language/vocabulary`), командой
`python -m services.validator.rules.reference`; правится там, а не здесь.
Как писать триггеры - в [triggers.md](triggers.md). Каждый пример
исполняется тестом на отчете оттуда же: справа - чем он кончается.
"""


def render() -> str:
    """The whole page."""
    lines = [_HEAD]
    for kind, title in _PARTS:
        lines.append(f"## {title}\n")
        for definition in VOCABULARY:
            if definition.kind == kind:
                lines.extend(_entry(definition))
    lines.append("## Ошибки и предупреждения\n")
    lines.append("Код, слова по-русски и по-английски; в фигурных скобках - то, что подставляется.\n")
    for title, texts in (
        ("Формула не читается", ERRORS),
        ("Формула читается и неверна", MISTAKES),
        ("Формула верна, но странна", WARNINGS),
    ):
        lines.append(f"### {title}\n")
        lines.append("| код | | |\n| --- | --- | --- |")
        lines.extend(
            f"| `{code}` | {_cell(russian)} | {_cell(english)} |" for code, (russian, english) in texts.items()
        )
        lines.append("")
    return "\n".join(lines)


def _entry(definition: Definition) -> Iterator[str]:
    names = " · ".join(f"`{word}`" for word in dict.fromkeys(definition.words))
    yield f"### {names}\n"
    signatures = dict.fromkeys((definition.signature, definition.signature_en))
    yield " · ".join(f"`` {signature} ``" for signature in signatures) + _result(definition) + "\n"
    yield f"{definition.summary}. *{definition.summary_en}.*\n"
    yield "```formula"
    width = max(len(formula) for formula, _ in definition.examples)
    yield from (f"{formula:{width}}  -> {outcome}" for formula, outcome in definition.examples)
    yield "```\n"


def _result(definition: Definition) -> str:
    return f" → {_KINDS[definition.result]}" if definition.kind == "function" else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    PAGE.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
