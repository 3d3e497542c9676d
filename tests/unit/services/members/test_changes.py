"""What differs between two states of a card."""

from contracts.members import CardFieldChange
from services.members.domain.changes import DETAILS, differences, shown

PERSON = {"name": "Лапин И. В.", "position": None, "authority": "Доверенность № 1", "valid_until": "2027-01-31"}


def test_only_what_differs_is_told_in_the_order_of_the_card() -> None:
    before = {"full_name": "А", "short_name": "А", "kpp": None, "phone": "1"}
    after = {"full_name": "А", "short_name": "Б", "kpp": "770101001", "phone": None}
    assert differences(before, after, DETAILS) == (
        CardFieldChange(field="short_name", before="А", after="Б"),
        CardFieldChange(field="kpp", before=None, after="770101001"),
        CardFieldChange(field="phone", before="1", after=None),
    )


def test_a_state_of_before_a_field_was_there_has_it_empty() -> None:
    assert differences({}, {"authorised": [], "kpp": None}, DETAILS) == ()


def test_people_are_a_line_each_without_what_is_empty() -> None:
    assert shown([PERSON, {**PERSON, "position": "Юрист"}]) == (
        "Лапин И. В., Доверенность № 1, 2027-01-31\nЛапин И. В., Юрист, Доверенность № 1, 2027-01-31"
    )
    assert shown([]) is None
