"""The list: order, pages, search."""

from secrets import token_hex
from uuid import UUID

import pytest

from chassis.errors import ServiceError
from contracts.members import MemberCard, MemberPage, MemberStatus, OrganisationCard
from tests.integration.members.register import Register

pytestmark = pytest.mark.asyncio(loop_scope="module")


def _ids(page: MemberPage) -> set[UUID]:
    return {card.id for card in page.items}


def _public(card: OrganisationCard) -> MemberCard:
    return MemberCard.model_validate(card.model_dump())


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
        assert card.id in _ids(await register.find(search=needle, limit=200)), needle


@pytest.mark.parametrize("needle", ["северные берега", "берега северного", "о северном береге"])
async def test_words_are_found_in_any_form_and_order(register: Register, needle: str) -> None:
    card = await register.enter(short_name="ООО МКК «Северный берег»", full_name="ООО «Северный берег»")
    page = await register.find(search=needle, limit=200)
    assert card.id in _ids(page)
    assert not page.similar


@pytest.mark.parametrize("needle", ["финансвый", "финонсовый", "квадрот", "Quadrat", "rdflhfn", "финансовый квадрат"])
async def test_without_a_match_the_closest_names_are_shown(register: Register, needle: str) -> None:
    card = await register.enter(short_name="МКК «Финансовый квадрат»", full_name="Общество «Финансовый квадрат»")
    other = await register.enter(short_name="МКК «Южная гавань»", full_name="Общество «Южная гавань»")
    page = await register.find(search=needle)
    assert card.id in _ids(page)
    assert other.id not in _ids(page)
    assert page.similar is (needle != "финансовый квадрат")
    assert page.next is None


async def test_a_number_with_a_wrong_or_swapped_digit_is_found(register: Register) -> None:
    card = await register.enter()
    swapped = card.inn[:4] + card.inn[5] + card.inn[4] + card.inn[6:]
    wrong = card.ogrn[:6] + str((int(card.ogrn[6]) + 5) % 10) + card.ogrn[7:]
    for needle in {swapped, wrong} - {card.inn}:
        assert card.id in _ids(await register.find(search=needle)), needle


async def test_a_search_like_nothing_finds_nothing(register: Register) -> None:
    await register.enter()
    page = await register.find(search="щщщъъъ")
    assert (page.items, page.similar) == ((), False)


@pytest.mark.parametrize("needle", ["%", "_", "\\", "/", "\0", "' OR 1=1 --"])
async def test_signs_of_the_query_language_are_only_signs(register: Register, needle: str) -> None:
    mark = token_hex(4)
    plain = await register.enter(short_name=f"МКК {mark}")
    page = await register.find(search=f"{mark}{needle}z")
    # Nothing holds just that; what comes close may be shown as such.
    assert page.similar or page.items == ()
    signed = await register.enter(short_name=f"МКК {mark}{needle}z")
    found = _ids(await register.find(search=f"{mark}{needle}z"))
    assert signed.id in found
    assert plain.id not in found


async def test_no_match_spans_two_fields(register: Register) -> None:
    card = await register.enter()
    page = await register.find(search=f"{card.inn}{card.ogrn}")
    assert page.similar or card.id not in _ids(page)


async def test_the_list_is_narrowed_by_status(register: Register) -> None:
    mark = token_hex(4)
    member = await register.enter(short_name=f"МКК {mark}")
    applicant = await register.enter(short_name=f"МКК {mark}", status=MemberStatus.APPLICANT)
    assert await _all(register, search=mark, status=MemberStatus.APPLICANT) == [_public(applicant)]
    assert await _all(register, search=mark, status=MemberStatus.MEMBER) == [_public(member)]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "W10=", "bnVsbA==", "WyJhIiwgImIiXQ==", "ж"])
async def test_a_cursor_that_is_none_is_refused(register: Register, cursor: str) -> None:
    with pytest.raises(ServiceError) as raised:
        await register.find(cursor=cursor)
    assert [(field.field, field.code) for field in raised.value.fields] == [("cursor", "cursor")]
