"""A write proves that it comes from our own page."""

from gateway import csrf


def test_a_session_has_always_the_same_value() -> None:
    assert csrf.token_for("secret") == csrf.token_for("secret")
    assert csrf.matches("secret", csrf.token_for("secret"))


def test_the_value_of_another_session_does_not_match() -> None:
    assert not csrf.matches("secret", csrf.token_for("other"))


def test_nothing_and_nonsense_do_not_match() -> None:
    assert not csrf.matches("secret", "")
    assert not csrf.matches("secret", "ё\udce9")


def test_the_value_does_not_hold_the_secret() -> None:
    assert "secret" not in csrf.token_for("secret")
    assert len(csrf.token_for("secret")) == 64
