"""docker-compose.yml: the real Compose takes it, and all that it names exists in the code."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from chassis.settings import ServiceSettings
from deploy.local.processes import GATEWAY, SERVICE_PROCESSES
from deploy.local.provision import owner_of
from deploy.local.settings import BUCKETS, PROJECT, SERVICES
from deploy.nats.keys import public_of, public_variable, seed_variable
from tests.integration.deploy.compose import COMPOSE_FILE, Composed, compose, make_env, read_variables

OURS = (*SERVICES, "worker", "gateway")
SETTINGS = {f"services.{name}": ("Settings", f"services.{name}.settings") for name in SERVICES}
SETTINGS["gateway"] = ("GatewaySettings", "gateway.settings")


def settings_of(module: str) -> type[ServiceSettings]:
    name, place = SETTINGS[module]
    found: type[ServiceSettings] = getattr(import_module(place), name)
    return found


def variables_of(module: str) -> set[str]:
    """What the process reads from its environment."""
    return {f"KABINET_{field.upper()}" for field in settings_of(module).model_fields}


def module_of(system: Composed, service: str) -> str:
    return str(system.ours[service]["command"][2])


def test_compose_takes_the_file(env_file: Path) -> None:
    checked = compose(env_file, "config", "--quiet")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_compose_refuses_to_start_with_a_secret_missing(tmp_path: Path, env_file: Path) -> None:
    for name in ("POSTGRES_PASSWORD", "NATS_SEED_WORKER", "S3_SECRET_GATEWAY", "DATABASE_PASSWORD_CALENDAR"):
        poorer = tmp_path / "env"
        lines = env_file.read_text(encoding="utf-8").splitlines()
        poorer.write_text("\n".join(line for line in lines if not line.startswith(f"{name}=")), encoding="utf-8")
        refused = compose(poorer, "config", "--quiet")
        assert refused.returncode != 0, name
        assert name in refused.stderr


def test_every_process_and_a_migration_for_each_database_is_there(system: Composed) -> None:
    assert set(system.ours) == {*OURS, *(f"{service}-migrate" for service in SERVICES)}
    started = {process.module for process in (*SERVICE_PROCESSES, GATEWAY)}
    assert {module_of(system, name) for name in OURS} == started


def test_every_command_exists_in_the_code(system: Composed) -> None:
    known: dict[str, set[str]] = {}
    for name, service in system.ours.items():
        *interpreter, module, word = service["command"]
        assert interpreter == ["python", "-m"], name
        if module not in known:
            asked = subprocess.run(
                [sys.executable, "-m", module, "no-such-word"], cwd=PROJECT, capture_output=True, text=True
            )
            known[module] = set(asked.stderr.strip().rpartition("known: ")[2].split(", "))
        assert word in known[module], f"{name}: {module} {word}"


def test_every_variable_is_one_that_its_process_reads(system: Composed) -> None:
    for name, service in system.ours.items():
        unknown = set(service["environment"]) - variables_of(module_of(system, name))
        assert not unknown, f"{name}: {unknown}"


def test_every_process_reads_its_variables_without_complaint(system: Composed, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, service in system.ours.items():
        with monkeypatch.context() as patch:
            for variable, value in service["environment"].items():
                patch.setenv(variable, str(value))
            settings_of(module_of(system, name))()


def test_each_process_acts_as_itself_and_reaches_its_own_database_alone(system: Composed) -> None:
    secrets = system.variables
    for name in OURS:
        environment = system.ours[name]["environment"]
        assert environment["KABINET_NATS_USER"] == name
        assert environment["KABINET_NATS_SEED"] == secrets[seed_variable(name)]
        assert public_of(environment["KABINET_NATS_SEED"]) == secrets[public_variable(name)]
        if "KABINET_S3_ACCESS_KEY" in environment:
            assert environment["KABINET_S3_ACCESS_KEY"] == name
            assert environment["KABINET_S3_SECRET_KEY"] == secrets[f"S3_SECRET_{name.upper()}"]
    for service in SERVICES:
        for name, role in ((service, service), (f"{service}-migrate", owner_of(service))):
            password = secrets[f"DATABASE_PASSWORD_{role.upper()}"]
            expected = f"postgresql+asyncpg://{role}:{password}@postgres:5432/{service}"
            assert system.ours[name]["environment"]["KABINET_DATABASE_URL"] == expected
    assert not {name for name in ("worker", "gateway") if "KABINET_DATABASE_URL" in system.ours[name]["environment"]}


def test_every_address_names_a_service_that_listens_there(system: Composed) -> None:
    listening = {
        ("nats", _number(r"^port: (\d+)", PROJECT / "deploy/nats/nats.conf")),
        ("postgres", 5432),
        ("s3", _flag(system, "-s3.port")),
        ("collector", _collector_port()),
        ("mailpit", 1025),
    }
    for name in OURS:
        environment = system.ours[name]["environment"]
        urls = [environment[key] for key in ("KABINET_NATS_URL", "KABINET_DATABASE_URL", "KABINET_OTLP_ENDPOINT")
                if key in environment]  # fmt: skip
        if "KABINET_S3_ENDPOINT" in environment:
            urls.append(f"s3://{environment['KABINET_S3_ENDPOINT']}")
        if "KABINET_SMTP_HOST" in environment:
            urls.append(f"smtp://{environment['KABINET_SMTP_HOST']}:{environment['KABINET_SMTP_PORT']}")
        for url in urls:
            address = urlsplit(url)
            assert (address.hostname, address.port) in listening, f"{name}: {address.hostname}:{address.port}"


def test_what_is_published_is_listened_to_and_on_loopback_alone(system: Composed) -> None:
    published = {
        name: [(port["host_ip"], port["target"]) for port in service["ports"]]
        for name, service in system.services.items()
        if service.get("ports")
    }
    gateway_port = int(system.ours["gateway"]["environment"]["KABINET_HTTP_PORT"])
    assert published == {
        "gateway": [("127.0.0.1", gateway_port)],
        "jaeger": [("127.0.0.1", 16686)],
        "mailpit": [("127.0.0.1", 8025)],
    }


def test_a_process_answers_health_where_its_container_asks(system: Composed) -> None:
    for name in OURS:
        environment = system.ours[name]["environment"]
        assert environment["KABINET_HEALTH_PORT"].isdigit(), name
    gateway = system.ours["gateway"]["environment"]
    assert gateway["KABINET_HEALTH_PORT"] == gateway["KABINET_HTTP_PORT"]


def test_the_worker_can_be_scaled(system: Composed) -> None:
    worker = system.ours["worker"]
    assert "container_name" not in worker
    assert "ports" not in worker


def test_nobody_serves_before_what_he_needs_is_there(system: Composed) -> None:
    for service in SERVICES:
        needs = system.ours[service]["depends_on"]
        assert needs[f"{service}-migrate"]["condition"] == "service_completed_successfully"
        assert needs["nats"]["condition"] == "service_healthy"
    for name in OURS:
        if "KABINET_S3_ENDPOINT" in system.ours[name]["environment"]:
            assert system.ours[name]["depends_on"]["s3-buckets"]["condition"] == "service_completed_successfully"


def test_our_processes_run_without_rights_and_drain_before_they_are_killed(system: Composed) -> None:
    for name, service in system.ours.items():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
        seconds = int(service["stop_grace_period"].removesuffix("s"))
        assert seconds > ServiceSettings.model_fields["drain_seconds"].default, name


def test_images_are_pinned_and_servers_stay_inside(system: Composed) -> None:
    for name, service in system.services.items():
        tag = service["image"].rpartition(":")[2]
        assert name in system.ours or re.search(r"\d+\.\d+", tag), f"{name}: {service['image']}"
        if name in {"nats", "postgres", "s3", "collector"}:
            assert set(service["networks"]) == {"inside"}, name
    assert system.document["networks"]["inside"]["internal"] is True


def test_every_file_that_is_mounted_exists(system: Composed) -> None:
    for name, service in system.services.items():
        for volume in service.get("volumes", ()):
            assert volume["type"] == "volume" or Path(volume["source"]).is_file(), f"{name}: {volume['source']}"


def test_keys_of_the_store_open_the_buckets_that_exist(system: Composed) -> None:
    identities = json.loads(system.document["configs"]["s3-identities"]["content"])["identities"]
    script = system.services["s3-buckets"]["entrypoint"][-1]
    buckets = set(re.search(r"for bucket in ([\w ]+);", script)[1].split())  # type: ignore[index]
    assert set(BUCKETS) <= buckets
    opened = {action.split(":")[1] for identity in identities for action in identity["actions"]}
    assert opened <= buckets
    keys = {c["accessKey"]: c["secretKey"] for identity in identities for c in identity["credentials"]}
    assert keys == {
        name: system.variables[f"S3_SECRET_{name.upper()}"]
        for name in ("gateway", "members", "reports", "validator", "worker", "journal")
    }


def test_fresh_secrets_differ_and_are_the_owners_alone(env_file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert make_env(again).returncode == 0
    first, second = read_variables(env_file), read_variables(again)
    secrets = [name for name in first if re.search("PASSWORD|SECRET", name)]
    assert len({*(first[n] for n in secrets), *(second[n] for n in secrets)}) == 2 * len(secrets)
    assert all(re.fullmatch(r"k[0-9a-f]{48}", first[name]) for name in secrets)
    assert again.stat().st_mode & 0o077 == 0


def test_secrets_that_are_there_are_not_replaced(env_file: Path) -> None:
    before = env_file.read_bytes()
    assert make_env(env_file).returncode == 1
    assert env_file.read_bytes() == before


def test_the_example_names_every_variable_and_no_other() -> None:
    named = set(read_variables(PROJECT / "deploy/env.example"))
    used = set(re.findall(r"\$\{([A-Z0-9_]+)", COMPOSE_FILE.read_text(encoding="utf-8")))
    # A real mail server's sign-in is optional, and nothing is made up for it.
    assert used - named == {"SMTP_USER", "SMTP_PASSWORD"}
    # The operator's seed is for whoever runs the operator's commands, not for a container.
    assert named - used == {"NATS_SEED_OPERATOR"}


def _number(pattern: str, file: Path) -> int:
    found = re.search(pattern, file.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None, f"{pattern} in {file}"
    return int(found[1])


def _flag(system: Composed, flag: str) -> int:
    [given] = [part for part in system.services["s3"]["entrypoint"] if part.startswith(f"{flag}=")]
    return int(given.rpartition("=")[2])


def _collector_port() -> int:
    document = yaml.safe_load((PROJECT / "deploy/observability/collector.yaml").read_text(encoding="utf-8"))
    return int(document["receivers"]["otlp"]["protocols"]["http"]["endpoint"].rpartition(":")[2])
