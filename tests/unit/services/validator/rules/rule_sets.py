"""Rule sets as people write them, made up by hypothesis."""

from datetime import date

from hypothesis import strategies as st

from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import DatedValue, RuleSet, Trigger

# What YAML and the loader take for nothing.
_NOTHING = ("~", "null")
_LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
_LINES = st.text(_LETTERS, min_size=1, max_size=30).map(str.strip).filter(lambda text: text and text not in _NOTHING)
LINE = _LINES
WORDS = st.lists(_LINES, min_size=1, max_size=3).map("\n".join)
NAME = st.text("абвгдежзийклмнАБВ", min_size=1, max_size=8)
DAY = st.none() | st.dates(date(2020, 1, 1), date(2035, 12, 31))


def dated() -> st.SearchStrategy[DatedValue]:
    return st.builds(DatedValue, value=LINE, since=DAY, until=DAY)


def parameters() -> st.SearchStrategy[dict[str, tuple[DatedValue, ...]]]:
    return st.dictionaries(NAME, st.lists(dated(), min_size=1, max_size=3).map(tuple), max_size=3)


def triggers() -> st.SearchStrategy[tuple[Trigger, ...]]:
    one = st.builds(
        Trigger,
        code=LINE,
        title=LINE,
        formula=WORDS,
        severity=st.sampled_from(("error", "warning")),
        when=st.none() | WORDS,
        message=st.none() | WORDS,
        hint=st.none() | WORDS,
        source=st.none() | LINE,
        tolerance=st.none() | LINE,
        empty=st.sampled_from(("zero", "missing")),
        values=st.dictionaries(NAME, WORDS, max_size=3),
        parameters=parameters(),
        valid_from=DAY,
        valid_to=DAY,
    )
    return st.lists(one, max_size=4, unique_by=lambda trigger: trigger.code).map(tuple)


FORM = Form(
    code="0420846",
    title="Отчет",
    edition="2.16",
    elements=(
        Element(path="Отчетность.Сумма", type="number", label="Сумма", section="Раздел 1", line="1", column="3"),
        Element(path="Отчетность.`Дата отчета`", type="date", mandatory=False),
        Element(path="Отчетность.Вид", type="text", options=("да", "нет")),
    ),
)
RULE_SETS = st.builds(
    RuleSet,
    form=st.just(FORM),
    version=LINE,
    effective_from=DAY,
    effective_to=DAY,
    parameters=parameters(),
    triggers=triggers(),
)
