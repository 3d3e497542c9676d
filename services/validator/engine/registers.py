"""Registers of a program, each used again once nobody needs what it holds: a few dozen instead of a thousand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Word = tuple[int, ...]
_OPERANDS = range(2, 5)


class Registers:
    """`words` with registers allotted, and where those of `givens` lie: they are filled before the first instruction.

    In the second byte of an operation stand the operands that end with it.
    """

    def __init__(self, words: Sequence[Word], givens: Iterable[int]) -> None:
        self.count = 0
        self._free: list[int] = []
        self._at: dict[int, int] = {}
        self.given = {register: self._take(register) for register in givens}
        last = {word[operand]: n for n, word in enumerate(words) for operand in _OPERANDS}
        self.words = [self._allotted(word, n, last) for n, word in enumerate(words)]

    def _take(self, register: int) -> int:
        at = self._at[register] = self._free.pop() if self._free else self._next()
        return at

    def _next(self) -> int:
        self.count += 1
        return self.count - 1

    def _allotted(self, word: Word, n: int, last: dict[int, int]) -> Word:
        operation, target, *rest = word
        # The target first: it may not be one of its own operands.
        place = self._take(target) if target >= 0 else 0
        operands = [self._at[register] if register >= 0 else -1 for register in rest[:3]]
        ended = {register for register in rest[:3] if register >= 0 and last[register] == n}
        for number, register in enumerate(rest[:3]):
            if register in ended:
                ended.remove(register)  # it may be there twice
                operation |= 1 << (8 + number)
                self._free.append(self._at.pop(register))
        if target >= 0 and target not in last:
            self._free.append(self._at.pop(target))
        return (operation, place, *operands, *rest[3:])
