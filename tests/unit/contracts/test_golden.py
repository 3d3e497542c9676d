"""Contracts are what the golden files say."""

import pytest

from tests.unit.contracts.golden_files import FOLDER, golden_files

_FILES = golden_files()
_AGAIN = "if the change was meant: python -m tests.unit.contracts.golden_files"


@pytest.mark.parametrize("name", sorted(_FILES))
def test_a_message_is_as_it_was_agreed(name: str) -> None:
    path = FOLDER / name
    assert path.exists(), _AGAIN
    assert _FILES[name] == path.read_text(encoding="utf-8"), _AGAIN


def test_no_golden_file_is_left_of_a_subject_that_is_no_more() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(_FILES), _AGAIN
