"""Formula text -> tokens. Written by hand because keywords depend on place: before a bracket, before or after a dot."""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NoReturn

from lark import Token

from services.validator.language import words
from services.validator.language.errors import FormulaError
from services.validator.language.texts import ALPHABETS, HINTS

MAX_LENGTH: Final = 20_000
MAX_DEPTH: Final = 50
MAX_DIGITS: Final = 28

_SPACE = re.compile(r"\s+")
_BREAK = re.compile("\n")
_WORD = re.compile(r"[^\W\d]\w*")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER_TAIL = re.compile(r"[\w.]+")
_SIGNS: Final[tuple[tuple[str, str, str], ...]] = (
    ("+/-", "TOLERANCE", "±"),
    ("±", "TOLERANCE", "±"),
    ("??", "COALESCE", "??"),
    ("<>", "COMPARISON", "<>"),
    ("<=", "COMPARISON", "<="),
    (">=", "COMPARISON", ">="),
    ("≠", "COMPARISON", "<>"),
    ("≤", "COMPARISON", "<="),
    ("≥", "COMPARISON", ">="),
    ("=", "COMPARISON", "="),
    ("<", "COMPARISON", "<"),
    (">", "COMPARISON", ">"),
    ("+", "PLUS", "+"),
    ("-", "MINUS", "-"),
    ("−", "MINUS", "-"),
    ("*", "STAR", "*"),
    ("/", "SLASH", "/"),
    ("(", "LPAR", "("),
    (")", "RPAR", ")"),
    ("[", "LSQB", "["),
    ("]", "RSQB", "]"),
    (";", "SEMICOLON", ";"),
    (":", "COLON", ":"),
    (".", "DOT", "."),
    ("%", "PERCENT", "%"),
)
_DEEPER: Final = frozenset({"LPAR", "LSQB"})
_SHALLOWER: Final = frozenset({"RPAR", "RSQB"})
_PREFIXED: Final = frozenset({"NOT", "MINUS", "IF", "FOR_EACH"})


class Lexer:
    """Yields lark tokens of one formula; every mistake is a ``FormulaError``."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = [match.start() for match in _BREAK.finditer(text)]
        self._position = 0
        self._after_dot = False
        self._open = 0
        self._prefixed = 0

    def tokens(self) -> Iterator[Token]:
        if len(self._text) > MAX_LENGTH:
            self._fail(0, "too_long", limit=str(MAX_LENGTH))
        self._skip_space()
        while self._position < len(self._text):
            token = self._next()
            self._bound(token)
            self._after_dot = token.type == "DOT"
            yield token
            self._skip_space()

    def place(self, position: int) -> tuple[int, int]:
        """Line and column, both from 1, of a position in the text."""
        line = bisect_left(self._breaks, position)
        return line + 1, position - (self._breaks[line - 1] if line else -1)

    def _bound(self, token: Token) -> None:
        """Everything that walks a tree recurses: depth is bounded here, where it costs nothing."""
        if token.type in _DEEPER:
            self._open += 1
        elif token.type in _SHALLOWER:
            self._open -= 1
        if token.type in ("IF", "FOR_EACH") or (token.type in _PREFIXED and self._repeats(token)):
            self._prefixed += 1
        if max(self._open, self._prefixed) > MAX_DEPTH:
            self._fail(token.start_pos or 0, "too_deep", limit=str(MAX_DEPTH))

    def _repeats(self, token: Token) -> bool:
        """A prefix right after a prefix (``НЕ НЕ``, ``- -``) deepens the tree, one beside another does not."""
        before = self._text[: token.start_pos].rstrip()
        return before.endswith(("-", "−")) or before[-3:].strip().casefold() in ("не", "not")

    def _next(self) -> Token:
        character = self._text[self._position]
        if character == '"':
            return self._quoted('"', "TEXT", "open_text")
        if character == "`":
            return self._name_in_backticks()
        if character == "@":
            return self._attribute()
        if character.isascii() and character.isdigit():
            return self._number()
        match = _WORD.match(self._text, self._position)
        if match:
            return self._word(match.group())
        return self._sign()

    def _sign(self) -> Token:
        for written, kind, value in _SIGNS:
            if self._text.startswith(written, self._position):
                return self._token(kind, value, len(written))
        character = self._text[self._position]
        if character == ",":
            self._fail(self._position, "comma")
        self._fail(self._position, "unknown_character", character=character)

    def _number(self) -> Token:
        match = _NUMBER.match(self._text, self._position)
        written = match.group() if match else ""
        tail = _NUMBER_TAIL.match(self._text, self._position + len(written))
        if tail:
            self._fail(self._position, "bad_number", word=written + tail.group())
        if sum(character.isdigit() for character in written) > MAX_DIGITS:
            self._fail(self._position, "too_many_digits")
        return self._token("NUMBER", written, len(written))

    def _quoted(self, quote: str, kind: str, error: str) -> Token:
        end = self._position + 1
        while True:
            end = self._text.find(quote, end)
            if end < 0:
                self._fail(len(self._text), error)
            if quote == '"' and self._text.startswith('""', end):
                end += 2
                continue
            break
        value = self._text[self._position + 1 : end].replace(quote * 2, quote)
        return self._token(kind, unicodedata.normalize("NFC", value), end + 1 - self._position)

    def _name_in_backticks(self) -> Token:
        token = self._quoted("`", "NAME", "open_name")
        if not token.value.strip() or "\n" in token.value:
            self._fail(token.start_pos or 0, "empty_name")
        return token

    def _attribute(self) -> Token:
        start = self._position
        self._position += 1
        if self._text.startswith("`", self._position):
            name = self._name_in_backticks().value
        else:
            match = _WORD.match(self._text, self._position)
            if not match:
                self._fail(self._position, "expected", expectation="ожидалось имя атрибута")
            name = match.group()
            self._check_alphabet(name)
            self._position = match.end()
        return self._make("ATTRIBUTE", name, start)

    def _word(self, word: str) -> Token:
        self._check_alphabet(word)
        if not self._after_dot:
            token = self._keyword(word)
            if token:
                return token
        return self._token("NAME", word, len(word))

    def _keyword(self, word: str) -> Token | None:
        folded = word.casefold()
        follows = self._peek(len(word))
        if folded in words.PREFIXES and follows == ".":
            return self._token(words.PREFIXES[folded], word, len(word))
        if folded in words.RESERVED:
            return self._token(words.RESERVED[folded], word, len(word))
        for_each = self._for_each(folded, len(word))
        if for_each or follows != "(":
            return for_each
        if folded not in words.FUNCTIONS:
            self._fail(self._position, "unknown_function", word=word, **self._similar(folded))
        kind, name = words.FUNCTIONS[folded]
        return self._token(kind, name, len(word))

    def _for_each(self, folded: str, length: int) -> Token | None:
        space = _SPACE.match(self._text, self._position + length)
        second = _WORD.match(self._text, space.end()) if space else None
        if second is None or (folded, second.group().casefold()) not in words.FOR_EACH:
            return None
        return self._token("FOR_EACH", "FOR_EACH", second.end() - self._position)

    @staticmethod
    def _similar(folded: str) -> dict[str, str]:
        near = difflib.get_close_matches(folded, words.FUNCTIONS, n=1)
        hints = [hint.format(word=near[0].upper()) if near else "" for hint in HINTS]
        return {"hint": hints[0], "hint_en": hints[1]}

    def _check_alphabet(self, word: str) -> None:
        """Latin «C» in «Cумма» looks right and names another element: say which letter it is."""
        if word.isascii():
            return
        latin = [c for c in word if c.isalpha() and unicodedata.name(c, "").startswith("LATIN")]
        cyrillic = [c for c in word if c.isalpha() and unicodedata.name(c, "").startswith("CYRILLIC")]
        if not latin or not cyrillic:
            return
        alphabet, letters = ("cyrillic", cyrillic) if len(cyrillic) < len(latin) else ("latin", latin)
        russian, english = ALPHABETS[alphabet]
        self._fail(
            self._position + word.index(letters[0]),
            "mixed_alphabets",
            word=word,
            letter=letters[0],
            alphabet=russian,
            alphabet_en=english,
        )

    def _peek(self, offset: int) -> str:
        space = _SPACE.match(self._text, self._position + offset)
        at = space.end() if space else self._position + offset
        return self._text[at : at + 1]

    def _skip_space(self) -> None:
        space = _SPACE.match(self._text, self._position)
        if space:
            self._position = space.end()

    def _token(self, kind: str, value: str, length: int) -> Token:
        start = self._position
        self._position += length
        return self._make(kind, value, start)

    def _make(self, kind: str, value: str, start: int) -> Token:
        line, column = self.place(start)
        end_line, end_column = self.place(self._position)
        return Token(kind, value, start, line, column, end_line, end_column, self._position)

    def _fail(self, position: int, code: str, **values: str) -> NoReturn:
        line, column = self.place(position)
        raise FormulaError(code, line, column, **values)
