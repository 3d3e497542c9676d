"""Random formulas of the right kinds over a small form, and random files of it: absent, empty and unreadable cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from services.validator.language import tree

KINDS = {
    ("А",): "number",
    ("Б",): "number",
    ("Нет",): "number",
    ("Имя",): "text",
    ("День",): "date",
    ("Флаг",): "boolean",
    ("Т",): "row",
    ("Т", "С"): "row",
    ("Т", "С", "К"): "text",
    ("Т", "С", "О"): "number",
    ("Т", "С", "Р"): "number",
    ("Т", "С", "Д"): "date",
    ("Т", "С", "П"): "row",
    ("Т", "С", "П", "Н"): "number",
}
REPEATED = frozenset({("Т", "С"), ("Т", "С", "П")})
# Names of each kind, from the root and from the rows of both tables.
LEAVES: dict[tuple[str, ...], dict[str, list[str]]] = {
    (): {"number": ["А", "Б", "Нет", "Чужой"], "text": ["Имя"], "date": ["День"], "boolean": ["Флаг"]},
    ("Т", "С"): {"number": ["О", "Р"], "text": ["К"], "date": ["Д"], "boolean": []},
    ("Т", "С", "П"): {"number": ["Н"], "text": [], "date": [], "boolean": []},
}
Row = tuple[str, ...]
Tree = st.SearchStrategy[Any]


def path(*names: str, where: tree.Expression | None = None, at: int = -1, absolute: bool = False) -> tree.Path:
    steps = [tree.Step(name) for name in names]
    if where is not None:
        steps[at] = tree.Step(names[at], where)
    return tree.Path(tuple(steps), absolute=absolute)


NUMBERS = st.builds(
    tree.Number, st.sampled_from([Decimal(0), Decimal(1), Decimal("2.5"), Decimal(10), Decimal("0.01")]), st.booleans()
)
PLAIN = NUMBERS.map(lambda number: tree.Number(number.value))
DATES = st.builds(tree.Date, st.sampled_from([date(2026, 1, 1), date(2026, 3, 5)]))
TEXTS = st.builds(tree.Text, st.sampled_from(["x", "y", "й"]))


@st.composite
def leaf(draw: Any, kind: str, row: Row) -> tree.Expression:
    """A cell: of the row at hand, of the root, chosen by a condition, of the report before; or a constant."""
    constants = {"number": NUMBERS, "text": TEXTS, "date": DATES, "boolean": st.builds(tree.Truth, st.booleans())}
    choices: list[Tree] = [constants[kind]]
    if LEAVES[row][kind]:
        choices.append(st.sampled_from(LEAVES[row][kind]).map(path))
    roots = LEAVES[()][kind]
    choices.append(st.sampled_from(roots).map(lambda name: path(name, absolute=bool(row))))
    inner = LEAVES["Т", "С"][kind]
    if inner:
        key = st.sampled_from(["x", "y", "z"]).map(lambda text: tree.Compare("=", path("К"), tree.Text(text)))
        chosen = st.tuples(st.sampled_from(inner), key | condition(1, ("Т", "С")))
        choices.append(chosen.map(lambda one: path("Т", "С", one[0], where=one[1], at=1, absolute=bool(row))))
    if kind == "number":
        choices += [st.just(path("знач")), st.sampled_from(["А", "Нет"]).map(lambda n: tree.Prior("previous", path(n)))]
    return draw(st.one_of(choices))


@st.composite
def column(draw: Any, kind: str, row: Row) -> tree.Path | tree.Prior:
    """A column or a table to add up, from where the row stands."""
    below = {(): [("Т", "С", "О"), ("Т", "С", "П", "Н")], ("Т", "С"): [("П", "Н"), ("О",)], ("Т", "С", "П"): [("Н",)]}
    tables = {(): [("Т", "С"), ("Т", "С", "П")], ("Т", "С"): [("П",)], ("Т", "С", "П"): [("Н",)]}
    dates = {(): [("Т", "С", "Д")], ("Т", "С"): [("Д",)], ("Т", "С", "П"): [("Н",)]}
    texts = {(): [("Т", "С", "К")], ("Т", "С"): [("К",)], ("Т", "С", "П"): [("Н",)]}
    table = {"number": below, "row": tables, "date": dates, "text": texts}[kind]
    names, absolute = draw(st.sampled_from([(names, False) for names in table[row]] + [(n, True) for n in table[()]]))
    where = draw(st.none() | condition(1, ("Т", "С"))) if names[:2] == ("Т", "С") else None
    found = path(*names, where=where, at=1, absolute=absolute and bool(row))
    return (
        tree.Prior("previous", path(*names, where=where, at=1)) if draw(st.integers(0, 9)) == 0 and not row else found
    )


def row_of(found: tree.Path | tree.Prior, row: Row) -> Row:
    inner = found.path if isinstance(found, tree.Prior) else found
    start = () if isinstance(found, tree.Prior) or inner.absolute else row
    names = (*start, *(step.name for step in inner.steps))
    return max((one for one in LEAVES if names[: len(one)] == one), key=len)


@st.composite
def number(draw: Any, depth: int, row: Row) -> tree.Expression:
    if depth <= 0:
        return draw(leaf("number", row))
    inner = number(depth - 1, row)
    match draw(st.integers(0, 9)):
        case 0 | 1:
            return draw(leaf("number", row))
        case 2:
            return tree.Negate(draw(inner))
        case 3 | 4:
            signs = draw(st.sampled_from(["+-", "*/"]))
            rest = draw(st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=2))
            return tree.Arithmetic(draw(inner), tuple(rest))
        case 5:
            return tree.Coalesce((draw(leaf("number", row)), draw(leaf("number", row))))
        case 6:
            return tree.Choice(draw(condition(depth - 1, row)), draw(inner), draw(inner))
        case 7 | 8:
            return draw(aggregate(depth, row))
    return draw(call(depth, row))


@st.composite
def aggregate(draw: Any, depth: int, row: Row) -> tree.Expression:
    kind = draw(st.sampled_from(["sum", "count", "min", "max", "average"]))
    found = draw(column("row" if kind == "count" and draw(st.booleans()) else "number", row))
    where = draw(st.none() | condition(min(depth - 1, 1), row_of(found, row)))
    return tree.Aggregate(kind, found, where)


@st.composite
def call(draw: Any, depth: int, row: Row) -> tree.Expression:
    match draw(st.integers(0, 3)):
        case 0:
            return tree.Call("length", (draw(leaf("text", row)),))
        case 1:
            return tree.Call("days", (draw(leaf("date", row)), draw(leaf("date", row))))
        case 2:
            return tree.Call("abs", (draw(number(depth - 1, row)),))
    digits = draw(st.sampled_from(["0", "1", "2", "0.5"]))
    return tree.Call("round", (draw(number(depth - 1, row)), tree.Number(Decimal(digits))))


@st.composite
def compared(draw: Any, depth: int, row: Row) -> tree.Expression:
    kind = draw(st.sampled_from(["number", "number", "number", "date", "text", "boolean"]))
    side = number(depth - 1, row) if kind == "number" else leaf(kind, row)
    if kind in ("text", "boolean"):
        return tree.Compare(draw(st.sampled_from(["=", "<>"])), draw(side), draw(side))
    sign = draw(st.sampled_from(["=", "<>", "<", "<=", ">", ">="]))
    tolerance = None
    if kind == "number" and sign not in ("<", ">"):
        absolute = st.builds(tree.Tolerance, PLAIN | PLAIN.map(tree.Negate))
        tolerance = draw(st.none() | absolute | st.builds(tree.Tolerance, PLAIN, st.just(True)))
    return tree.Compare(sign, draw(side), draw(side), tolerance)


@st.composite
def condition(draw: Any, depth: int, row: Row) -> tree.Expression:
    if depth <= 0:
        return draw(compared(0, row))
    inner = condition(depth - 1, row)
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    match draw(st.integers(0, 12)):
        case 0:
            return draw(leaf("boolean", row))
        case 1:
            return tree.Not(draw(inner))
        case 2 | 3:
            return tree.And(draw(several))
        case 4 | 5:
            return tree.Or(draw(several))
        case 6:
            return tree.Implies(draw(inner), draw(inner))
        case 7:
            items = draw(st.lists(leaf("text", row), min_size=2, max_size=4))
            return tree.Among(items[0], tuple(items[1:]))
        case 8:
            found = draw(leaf("number", row) | leaf("date", row) | leaf("text", row))
            if isinstance(found, tree.Path | tree.Prior) and found != path("знач"):
                return tree.Presence(draw(st.sampled_from(["exists", "empty"])), found)
            return draw(compared(depth, row))
        case 9:
            found = draw(column("row", row))
            if len(row_of(found, row)) > len(row):
                return tree.ForEach(found, draw(condition(depth - 1, row_of(found, row))))
            return draw(compared(depth, row))
        case 10:
            return tree.Aggregate("unique", draw(column("text" if row != ("Т", "С", "П") else "number", row)))
        case 11:
            return tree.Call("matches", (draw(leaf("text", row)), tree.Text("^[xй]")))
    return draw(compared(depth, row))


# Files --------------------------------------------------------------------------------------------------------------

NUMBER_CELLS = st.sampled_from(["1", "2.5", "0", "10", "-3", "1 000,5", "1", "2", "-", "", "X", "плохо"])
TEXT_CELLS = st.sampled_from(["x", "y", "й", " x ", "", "''", "X"])
DATE_CELLS = st.sampled_from(["2026-01-01", "05.03.2026", "-", "00.00.0000", "2026-02-30"])
FLAG_CELLS = st.sampled_from(["да", "0", "true", "-", "?"])


def cells(**kinds: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements in the order of the form, any of which may be absent."""
    made = [
        (st.just("") | values.map(f"<{name}>{{}}</{name}>".format) | values.map(f"<{name}>{{}}</{name}>".format))
        for name, values in kinds.items()
    ]
    return st.tuples(*made).map("".join)


NESTED = st.lists(cells(Н=NUMBER_CELLS).map("<П>{}</П>".format), max_size=2).map("".join)
SOUND = st.tuples(st.sampled_from("xyz"), st.sampled_from("125"), st.sampled_from("13")).map(
    lambda one: f"<К>{one[0]}</К><О>{one[1]}</О><Р>{one[2]}</Р><Д>2026-01-0{one[2]}</Д>"
)
ROWS = cells(К=TEXT_CELLS, О=NUMBER_CELLS, Р=NUMBER_CELLS, Д=DATE_CELLS) | SOUND | SOUND
TABLE = st.lists(st.tuples(ROWS, NESTED).map(lambda one: f"<С>{one[0]}{one[1]}</С>"), max_size=6).map("".join)
SINGLES = cells(А=NUMBER_CELLS, Б=NUMBER_CELLS, Нет=NUMBER_CELLS, Имя=TEXT_CELLS, День=DATE_CELLS, Флаг=FLAG_CELLS)
BODIES = st.tuples(SINGLES, st.just("") | TABLE.map("<Т>{}</Т>".format) | TABLE.map("<Т>{}</Т>".format)).map("".join)
