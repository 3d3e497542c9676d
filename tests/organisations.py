"""Organisations made up by tests."""

from datetime import date
from typing import Any

from contracts.members import MemberType, RegisterMember
from tests.registry_numbers import some_inn, some_ogrn


def new_member(**fields: Any) -> RegisterMember:
    """An organisation that can be entered; `fields` are those that the test is about."""
    usual: dict[str, Any] = {
        "inn": some_inn(),
        "ogrn": some_ogrn(),
        "full_name": "Общество с ограниченной ответственностью микрокредитная компания «Берег»",
        "short_name": "ООО МКК «Берег»",
        "type": MemberType.MKK,
        "included_on": date(2020, 1, 9),
    }
    return RegisterMember(**{**usual, **fields})
