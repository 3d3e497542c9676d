"""Bytes of any kind are read to a tree or refused by name; a report that is cut or bent is never anything else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.validator.builtin import rule_set, rule_sets
from services.validator.engine import JudgeContext, compile_rule_set, inspect, judge
from services.validator.reader import Refusal, read_document, unpack
from services.validator.reader.refusals import REFUSALS
from services.validator.sampler import sample_report

SAMPLE = sample_report("0420841", "2026Q3", "7707083893")
FORMS = [rules.form for rules in rule_sets()]
COMPILED = compile_rule_set(rule_set("0420841"))
PIECES = st.sampled_from(
    [
        *(b"<a>", b"</a>", b"<a/>", b"<a b='c'>", b"<?xml version='1.0'?>", b"<?xml version='1.0' encoding='utf-16'?>"),
        *(
            b"<!DOCTYPE a>",
            b"<!--",
            b"-->",
            b"<![CDATA[",
            b"]]>",
            b"&lt;",
            b"&x;",
            b"&#0;",
            b"&#x1F600;",
            b"xmlns='",
            b"'",
        ),
        *(b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"PK\x03\x04", b"%PDF-1.7", "<Отчет>".encode(), "Ы".encode("cp1251")),
        *(b"<?pi ?>", b">", b"<", b"&", b'"', b"=", b" ", b"\n", b"<x:y>", b"xmlns:x='http://www.it.ru/x'"),
    ]
)
ANY = st.binary(max_size=200) | st.lists(PIECES, max_size=25).map(b"".join)


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """A sound report with a few bytes cut out, doubled or replaced."""
    data = SAMPLE
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        cut = draw(st.integers(0, 40))
        data = data[:at] + draw(ANY | st.just(b"")) + data[at + cut :]
    return data


def zipped(data: bytes, name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, data)
    return made.getvalue()


ZIPPED = st.builds(zipped, ANY | bent(), st.sampled_from(["a.xtdd", "b.zip", "../a.xtdd", "a.sig", "я.XTDD"]))
CUT_ZIP = st.tuples(st.just(zipped(SAMPLE, "a.xtdd")), st.integers(0, 400), ANY).map(
    lambda one: one[0][: len(one[0]) - one[1]] + one[2]
)


def refusal_of(act: Callable[[], object]) -> Refusal | None:
    try:
        act()
    except Refusal as refusal:
        return refusal
    return None


@settings(max_examples=300, deadline=None)
@given(data=ANY | bent() | ZIPPED | CUT_ZIP)
def test_any_bytes_give_a_tree_or_a_named_refusal(data: bytes) -> None:
    refusal = refusal_of(lambda: read_document(unpack(data, "a.xtdd").data))
    if refusal is not None:
        assert refusal.code in REFUSALS
        assert refusal.text
        assert refusal.text_en


@settings(max_examples=150, deadline=None)
@given(data=bent() | ZIPPED)
def test_a_bent_report_is_inspected_and_judged_without_a_failure(data: bytes) -> None:
    refusal = refusal_of(lambda: inspect(data, "a.xtdd", FORMS))
    assert refusal is None or refusal.code in REFUSALS
    verdict = judge(data, "a.xtdd", COMPILED, JudgeContext())
    assert "failure" not in {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize("size", range(0, len(SAMPLE), 97))
def test_a_report_that_ends_anywhere_is_refused_by_name(size: int) -> None:
    with pytest.raises(Refusal) as refused:
        read_document(SAMPLE[:size])
    assert refused.value.code in ("truncated_xml", "not_xml", "empty_file")
