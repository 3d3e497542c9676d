"""The list: order, pages, search."""

from secrets import token_hex

import pytest

from chassis.errors import ServiceError
from contracts.members import MemberCard, MemberStatus
from tests.integration.members.register import Register

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _all(register: Register, **query: object) -> list[MemberCard]:
    page = await register.find(**query)
    found = list(page.items)
    while page.next:
        page = await register.find(**query, cursor=page.next)
        found += page.items
    return found


async def test_pages_follow_each_other_without_gaps_or_repeats_in_the_order_of_names(register: Register) -> None:
    mark = token_hex(4)
    names = [f"{mark} {name}" for name in ("яблоко", "Ёлка", "«Арбат»", "елка", "Берег", "арбат", "Ежик")]
    for name in names:
        await register.enter(short_name=name)
    found = await _all(register, search=mark, limit=2)
    # ё is as е, and neither quotation marks nor letter case matter.
    expected = ["арбат", "арбат", "берег", "ежик", "елка", "елка", "яблоко"]
    shown = [card.short_name.removeprefix(f"{mark} ").strip("«»").lower().replace("ё", "е") for card in found]
    assert shown == expected
    assert len({card.id for card in found}) == len(names)


async def test_the_last_page_has_no_next(register: Register) -> None:
    mark = token_hex(4)
    for _ in range(2):
        await register.enter(short_name=f"МКК {mark}")
    assert (await register.find(search=mark, limit=2)).next is None
    assert (await register.find(search=mark, limit=1)).next is not None


async def test_search_looks_into_names_and_numbers_whatever_the_letter_case(register: Register) -> None:
    mark = token_hex(4)
    card = await register.enter(short_name=f"МКК «Подъём {mark}»", full_name=f"Общество «Подъём {mark} полностью»")
    for needle in (f"ПОДЪЕМ {mark}", f'мкк "подъём {mark}', f"{mark} полностью", card.inn, card.ogrn, card.inn[2:8]):
        assert card in await _all(register, search=needle), needle


@pytest.mark.parametrize("needle", ["%", "_", "\\", "\0", "' OR 1=1 --"])
async def test_signs_of_the_query_language_are_only_signs(register: Register, needle: str) -> None:
    mark = token_hex(4)
    await register.enter(short_name=f"МКК {mark}")
    assert await _all(register, search=f"{mark}{needle}z") == []


async def test_no_match_spans_two_fields(register: Register) -> None:
    card = await register.enter()
    assert card not in await _all(register, search=f"{card.inn}{card.ogrn}")


async def test_the_list_is_narrowed_by_status(register: Register) -> None:
    mark = token_hex(4)
    member = await register.enter(short_name=f"МКК {mark}")
    applicant = await register.enter(short_name=f"МКК {mark}", status=MemberStatus.APPLICANT)
    assert await _all(register, search=mark, status=MemberStatus.APPLICANT) == [applicant]
    assert await _all(register, search=mark, status=MemberStatus.MEMBER) == [member]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "W10=", "bnVsbA==", "WyJhIiwgImIiXQ==", "ж"])
async def test_a_cursor_that_is_none_is_refused(register: Register, cursor: str) -> None:
    with pytest.raises(ServiceError) as raised:
        await register.find(cursor=cursor)
    assert [(field.field, field.code) for field in raised.value.fields] == [("cursor", "cursor")]
