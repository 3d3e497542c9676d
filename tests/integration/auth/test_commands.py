"""People made and blocked from the command line, with the database alone: no broker runs here."""

import os
import subprocess
import sys
from uuid import UUID, uuid4

import pytest

from deploy.local.settings import PROJECT
from services.auth.settings import Settings
from tests.integration.auth.scene import PASSWORD, Scene


def _run(settings: Settings, *arguments: str, password: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "KABINET_DATABASE_URL": settings.database_url,
        "KABINET_NATS_URL": "nats://127.0.0.1:9",
    }
    command = [sys.executable, "-m", "services.auth", *arguments]
    return subprocess.run(
        command, input=f"{password}\n", env=environment, cwd=PROJECT, text=True, capture_output=True, check=False
    )


def _create(settings: Settings, email: str, *arguments: str, password: str = PASSWORD) -> UUID:
    result = _run(settings, "create-person", "--email", email, "--name", "Игорь Лапин", *arguments, password=password)
    assert result.returncode == 0, result.stderr
    return UUID(result.stdout.strip())


@pytest.mark.asyncio(loop_scope="module")
async def test_a_created_person_signs_in_with_the_password_from_standard_input(
    scene: Scene, auth_settings: Settings
) -> None:
    person_id = _create(auth_settings, "Clerk@Example.org", "--role", "clerk", "--role", "supervisor")
    opened = await scene.sign_in("clerk@example.org")
    assert opened.me.person.id == person_id
    assert opened.me.person.name == "Игорь Лапин"
    assert opened.me.roles == ("supervisor", "clerk")


@pytest.mark.asyncio(loop_scope="module")
async def test_a_second_time_prints_the_same_id_and_changes_nothing(scene: Scene, auth_settings: Settings) -> None:
    first = _create(auth_settings, "twice@example.org", "--role", "clerk")
    assert _create(auth_settings, "TWICE@example.org", "--role", "operator", password="another secret 7") == first
    assert (await scene.sign_in("twice@example.org")).me.roles == ("clerk",)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_blocked_person_is_let_in_again_once_unblocked(scene: Scene, auth_settings: Settings) -> None:
    person_id = _create(auth_settings, "lost@example.org", "--role", "clerk")
    blocked = _run(auth_settings, "block-person", "--email", "lost@example.org", "--grounds", "подозрение")
    assert blocked.stdout.strip() == str(person_id)
    [row] = await scene.rows("SELECT blocked_because FROM people WHERE id = :id", id=person_id)
    assert row.blocked_because == "подозрение"
    unblocked = _run(auth_settings, "unblock-person", "--email", "lost@example.org")
    assert unblocked.stdout.strip() == str(person_id)
    assert (await scene.sign_in("lost@example.org")).me.person.id == person_id


@pytest.mark.parametrize(
    ("arguments", "password", "complaint"),
    [
        (["--email", "no address", "--role", "clerk"], PASSWORD, "not an e-mail address"),
        (["--email", "a@example.org", "--role", "clerk"], "short", "12 to 256 characters"),
        (["--email", "a@example.org", "--role", "member_admin"], PASSWORD, "without a member organisation"),
        (
            ["--email", "a@example.org", "--role", "clerk", "--organisation", str(uuid4())],
            PASSWORD,
            "within a member organisation",
        ),
    ],
)
def test_what_cannot_be_a_person_is_refused_in_words(
    auth_settings: Settings, arguments: list[str], password: str, complaint: str
) -> None:
    result = _run(auth_settings, "create-person", "--name", "Игорь Лапин", *arguments, password=password)
    assert result.returncode == 2
    assert complaint in result.stderr
    assert "Traceback" not in result.stderr


def test_blocking_nobody_is_refused_in_words(auth_settings: Settings) -> None:
    result = _run(auth_settings, "block-person", "--email", "nobody@example.org", "--grounds", "подозрение")
    assert result.returncode == 2
    assert "there is no person" in result.stderr
