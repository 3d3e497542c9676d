"""Signing in: the straight path, wrong pairs, and accounts that are closed."""

from secrets import token_hex

import pytest

from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts import subjects
from contracts.auth import PersonChanged
from contracts.members import MemberStatus
from contracts.roles import Role
from services.auth.bootstrap import passwords_of
from services.auth.settings import Settings
from services.auth.usecases import people
from tests.integration.auth.scene import PASSWORD, Scene, card_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _refusal(scene: Scene, email: str, password: str = PASSWORD, *, address: str = "") -> ServiceError:
    with pytest.raises(ServiceError) as raised:
        await scene.sign_in(email, password, address=address)
    return raised.value


async def _block(scene: Scene, email: str) -> None:
    async with scene.auth.database.transaction(EVERYTHING) as uow:
        await people.block(uow, email, "подозрение")


async def test_the_right_pair_opens_a_session_that_speaks_for_the_person(scene: Scene) -> None:
    organisation = await scene.organisation()
    email = await scene.member_person(organisation.id)
    opened = await scene.sign_in(email)
    resolved = await scene.resolve(opened)
    assert resolved.me == opened.me
    assert opened.me.person.email == email
    assert opened.me.roles == (Role.MEMBER_ADMIN,)
    assert opened.me.organisation is not None
    assert opened.me.organisation.inn == organisation.inn


async def test_the_letter_case_and_spaces_of_an_address_do_not_matter(scene: Scene) -> None:
    email = await scene.person()
    assert (await scene.sign_in(f"  {email.upper()} ")).me.person.email == email


async def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(scene: Scene) -> None:
    email = await scene.person()
    wrong = await _refusal(scene, email, "not the password")
    unknown = await _refusal(scene, "nobody@example.org")
    assert (wrong.code, wrong.params, wrong.data, wrong.fields) == ("wrong_credentials", {}, {}, ())
    assert (unknown.code, unknown.params, unknown.data, unknown.fields) == ("wrong_credentials", {}, {}, ())


@pytest.mark.parametrize("typed", ["", "\0", "a" * 100_000, "имя@пример.рф", "' OR 1=1 --"])
async def test_whatever_is_typed_is_a_wrong_pair_and_no_failure_of_ours(scene: Scene, typed: str) -> None:
    assert (await _refusal(scene, typed, typed)).code == "wrong_credentials"


async def test_blocked_is_said_only_after_the_right_password(scene: Scene) -> None:
    email = await scene.person()
    await _block(scene, email)
    assert (await _refusal(scene, email, "not the password")).code == "wrong_credentials"
    assert (await _refusal(scene, email)).code == "blocked"


async def test_blocking_a_person_ends_every_session(scene: Scene) -> None:
    email = await scene.person()
    opened = [await scene.sign_in(email) for _ in range(2)]
    await _block(scene, email)
    for session in opened:
        with pytest.raises(ServiceError, match="unauthenticated"):
            await scene.resolve(session)


@pytest.mark.parametrize("status", [MemberStatus.APPLICANT, MemberStatus.EXCLUDED, MemberStatus.LEFT])
async def test_people_of_an_organisation_that_is_no_member_do_not_get_in(scene: Scene, status: MemberStatus) -> None:
    email = await scene.member_person((await scene.organisation(status)).id)
    assert (await _refusal(scene, email)).code == "blocked"


async def test_a_suspended_member_still_gets_in_since_it_still_owes_reports(scene: Scene) -> None:
    email = await scene.member_person((await scene.organisation(MemberStatus.SUSPENDED)).id)
    assert (await scene.sign_in(email)).me.person.email == email


async def test_until_the_register_has_told_of_an_organisation_its_people_are_asked_to_wait(scene: Scene) -> None:
    card = card_of(MemberStatus.MEMBER)
    email = await scene.member_person(card.id)
    assert (await _refusal(scene, email)).code == "unavailable"
    await scene.tell(card)
    assert (await scene.sign_in(email)).me.person.email == email


async def test_a_grant_counts_from_its_first_day_to_its_last(scene: Scene) -> None:
    email = await scene.person()
    own = "person_id = (SELECT id FROM people WHERE email = :email)"
    await scene.change(f"UPDATE grants SET valid_from = current_date + 2 WHERE {own}", email=email)  # noqa: S608
    assert (await _refusal(scene, email)).code == "blocked"
    dates = "valid_from = current_date - 9, valid_until = current_date + 1"
    await scene.change(f"UPDATE grants SET {dates} WHERE {own}", email=email)  # noqa: S608
    opened = await scene.sign_in(email)
    await scene.change(f"UPDATE grants SET valid_until = current_date - 2 WHERE {own}", email=email)  # noqa: S608
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.resolve(opened)


async def test_a_person_of_an_excluded_and_of_another_organisation_gets_into_the_other(scene: Scene) -> None:
    gone, there = await scene.organisation(MemberStatus.EXCLUDED), await scene.organisation()
    email = await scene.member_person(gone.id)
    await scene.change(
        "INSERT INTO grants (id, person_id, organisation_id, role, valid_from)"
        " SELECT gen_random_uuid(), id, :organisation, 'member_user', current_date - 1"
        " FROM people WHERE email = :email",
        organisation=there.id,
        email=email,
    )
    me = (await scene.sign_in(email)).me
    assert me.organisation is not None
    assert me.organisation.id == there.id
    assert me.roles == (Role.MEMBER_USER,)


async def test_a_hash_of_other_parameters_is_renewed_at_the_next_sign_in(scene: Scene, auth_settings: Settings) -> None:
    other = auth_settings.model_copy(update={"argon2_passes": 3})
    old = await passwords_of(other).hash(PASSWORD)
    email = await scene.person()
    await scene.change("UPDATE people SET password_hash = :old WHERE email = :email", old=old, email=email)
    await scene.sign_in(email)
    [row] = await scene.rows("SELECT password_hash FROM people WHERE email = :email", email=email)
    assert row.password_hash != old
    assert not passwords_of(auth_settings).is_outdated(row.password_hash)
    assert (await scene.sign_in(email)).me.person.email == email


async def test_a_new_person_is_announced_with_roles_and_organisation(scene: Scene) -> None:
    organisation = await scene.organisation()
    email = await scene.member_person(organisation.id)
    told = [PersonChanged.model_validate_json(text) for text in await scene.emitted(subjects.EVT_PERSON_CHANGED)]
    [person] = [p for p in told if p.email == email]
    assert (person.revision, person.organisation_id, person.roles) == (1, organisation.id, (Role.MEMBER_ADMIN,))
    assert person.active


async def test_block_and_unblock_are_announced_with_growing_revisions(scene: Scene) -> None:
    email = await scene.person()
    await _block(scene, email)
    async with scene.auth.database.transaction(EVERYTHING) as uow:
        await people.unblock(uow, email)
    told = [PersonChanged.model_validate_json(text) for text in await scene.emitted(subjects.EVT_PERSON_CHANGED)]
    assert [(p.revision, p.active) for p in told if p.email == email] == [(1, True), (2, False), (3, True)]


async def test_after_some_wrong_guesses_one_waits_even_with_the_right_password(scene: Scene) -> None:
    email, address = await scene.person(), token_hex(4)
    for _ in range(scene.auth.settings.sign_in_free_attempts):
        assert (await _refusal(scene, email, "a wrong guess", address=address)).code == "wrong_credentials"
    refused = await _refusal(scene, email, address=address)
    assert refused.code == "rate_limited"
    assert int(refused.params["seconds"]) >= 1


async def test_a_guesser_elsewhere_does_not_shut_the_owner_out(scene: Scene) -> None:
    email = await scene.person()
    for _ in range(scene.auth.settings.sign_in_free_attempts + 2):
        await _refusal(scene, email, "a wrong guess", address="203.0.113.7")
    assert (await scene.sign_in(email, address="198.51.100.4")).me.person.email == email


async def test_guessing_at_many_accounts_from_one_address_is_slowed_down(scene: Scene) -> None:
    free = scene.auth.settings.sign_in_free_attempts_per_address
    address = token_hex(4)
    codes = [(await _refusal(scene, f"{n}@example.org", address=address)).code for n in range(free + 1)]
    assert codes == ["wrong_credentials"] * free + ["rate_limited"]


async def test_the_right_password_forgets_earlier_slips(scene: Scene) -> None:
    email, address = await scene.person(), token_hex(4)
    for _ in range(3):
        for _ in range(scene.auth.settings.sign_in_free_attempts - 1):
            assert (await _refusal(scene, email, "a slip", address=address)).code == "wrong_credentials"
        assert (await scene.sign_in(email, address=address)).session_token


async def test_people_behind_one_address_do_not_use_up_its_attempts_by_signing_in(scene: Scene) -> None:
    email, address = await scene.person(), token_hex(4)
    for _ in range(scene.auth.settings.sign_in_free_attempts_per_address + 5):
        assert (await scene.sign_in(email, address=address)).session_token
