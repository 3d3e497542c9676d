"""The engine's two lanes: with the native library and without it. They say the same, byte for byte."""

from services.validator.engine import CompiledRuleSet, JudgeContext, Verdict, judge, judge_with_hash
from services.validator.native import library, switched_off
from services.validator.native.build import build

build()  # where no compiler is at hand this says so: the lanes can't be compared


def judged(
    data: bytes, compiled: CompiledRuleSet, context: JudgeContext, *, with_held: bool = False, name: str = "r.xtdd"
) -> Verdict:
    """The verdict, the same in both lanes."""
    assert library() is not None
    fast = judge(data, name, compiled, context, with_held=with_held)
    with switched_off():
        slow = judge(data, name, compiled, context, with_held=with_held)
    assert fast.to_json() == slow.to_json()
    assert fast.troubles == slow.troubles
    return fast


def hashed(data: bytes, compiled: CompiledRuleSet, context: JudgeContext) -> str | None:
    """The content hash, the same in both lanes."""
    fast = judge_with_hash(data, "r.xtdd", compiled, context)
    with switched_off():
        assert fast == judge_with_hash(data, "r.xtdd", compiled, context)
    return fast.content_hash
