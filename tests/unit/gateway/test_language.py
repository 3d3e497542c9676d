"""Russian first; English for those who ask for it more strongly."""

import pytest

from gateway.language import preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ru"),
        ("ru", "ru"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "ru"),
        ("en;q=0.4, ru;q=0.6", "ru"),
        ("en, ru;q=0.9", "en"),
        ("de", "ru"),
        ("en;q=0", "ru"),
        ("en;q=nonsense", "ru"),
        ("*", "ru"),
        (";;;,,,", "ru"),
    ],
)
def test_the_language_is_the_one_asked_for_most(header: str, language: str) -> None:
    assert preferred(header) == language
