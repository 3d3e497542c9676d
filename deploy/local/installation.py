"""One copy of Kabinet on this machine: its servers, ports and credentials, and the environment of each process."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deploy.local.credentials import Credentials, load_credentials
from deploy.local.files import read_json, write_json
from deploy.local.nats_users import permissions_by_user
from deploy.local.ports import LOOPBACK, first_free
from deploy.local.provision import owner_of
from deploy.local.servers.mail import MailSink
from deploy.local.servers.nats import ADMIN, NatsServer
from deploy.local.servers.object_store import ObjectStore
from deploy.local.servers.postgres import PostgresServer
from deploy.local.settings import BUCKETS, SERVICES, LocalSettings

ENDPOINTS_FILE = "endpoints.json"
PORTS_FILE = "ports.json"
# `worker` is the validator's second role: a NATS user and S3 keys of its own, no database.
IDENTITIES = (*SERVICES, "worker", "gateway")
DATABASE_ROLES = (*SERVICES, *(owner_of(service) for service in SERVICES))
_NEIGHBOURS = 20


@dataclass(frozen=True)
class Installation:
    """What the processes of one data folder are built from."""

    settings: LocalSettings
    credentials: Credentials
    http_port: int
    nats: NatsServer
    postgres: PostgresServer
    s3: ObjectStore
    mail: MailSink

    @property
    def public_url(self) -> str:
        return f"http://{LOOPBACK}:{self.http_port}"

    def database_url(self, service: str, role: str) -> str:
        """A service's database as `role` enters it (the service itself, or its owner), for SQLAlchemy's asyncpg."""
        password = self.credentials.database_passwords[role]
        address = self.postgres.url(service, role=role, password=password)
        return address.replace("postgresql://", "postgresql+asyncpg://", 1)

    def environment(self, identity: str) -> dict[str, str]:
        """The settings of a process that acts as `identity`: a service's name, `worker` or `gateway`."""
        environment = {
            "KABINET_NATS_URL": self.nats.url,
            "KABINET_NATS_USER": identity,
            "KABINET_NATS_SEED": self.credentials.nats_seeds[identity],
            "KABINET_S3_ENDPOINT": self.s3.endpoint,
            "KABINET_S3_ACCESS_KEY": identity,
            "KABINET_S3_SECRET_KEY": self.credentials.s3_keys[identity],
            "KABINET_S3_SECURE": "false",
            "KABINET_SMTP_HOST": self.mail.host,
            "KABINET_SMTP_PORT": str(self.mail.port),
            "KABINET_PUBLIC_URL": self.public_url,
            "KABINET_TRACE_FILE": str(self.settings.traces / f"{identity}.jsonl"),
            "KABINET_LOG_LEVEL": self.settings.log_level,
            # The demo is shown to people who have no application for codes at hand.
            "KABINET_SECOND_FACTOR_FOR_STAFF": "false",
        }
        if identity in SERVICES:
            environment["KABINET_DATABASE_URL"] = self.database_url(identity, identity)
        if identity == "validator":
            # The demo SRO is one person: publishing that needs two could never be tried.
            environment["KABINET_TWO_PERSON_PUBLISHING"] = "false"
        if identity == "journal":
            environment["KABINET_JOURNAL_KEY"] = self.credentials.journal_key
        return environment

    def endpoints(self) -> dict[str, Any]:
        """What `endpoints.json` tells people and tests."""
        return {
            "gateway": self.public_url,
            "nats": self.nats.url,
            "nats_monitor": f"http://{LOOPBACK}:{self.nats.monitor_port}",
            "postgres": f"postgresql://{LOOPBACK}:{self.postgres.port}",
            "s3": f"http://{self.s3.endpoint}",
            "smtp": f"smtp://{self.mail.host}:{self.mail.port}",
            "mail_folder": str(self.mail.folder),
        }


def open_installation(settings: LocalSettings) -> Installation:
    """Prepare the data folder: credentials, free ports (those of the last run where still free), `endpoints.json`."""
    settings.prepare()
    write_json(settings.data_dir / PORTS_FILE, _choose_ports(settings))
    installation = read_installation(settings)
    write_json(settings.data_dir / ENDPOINTS_FILE, installation.endpoints())
    return installation


def read_installation(settings: LocalSettings) -> Installation:
    """The installation as it was opened last: what a command beside the running supervisor works with."""
    folder, ports = settings.data_dir, read_json(settings.data_dir / PORTS_FILE)
    permissions = permissions_by_user(IDENTITIES)
    credentials = load_credentials(
        folder, databases=DATABASE_ROLES, stores=IDENTITIES, nats_users=(ADMIN, *permissions)
    )
    return Installation(
        settings=settings,
        credentials=credentials,
        http_port=ports["gateway"],
        nats=NatsServer(folder / "nats", ports["nats"], ports["monitor"], credentials.nats_seeds, permissions),
        postgres=PostgresServer(
            folder / "postgres", credentials.cluster, ports["postgres"], credentials.postgres_password
        ),
        s3=ObjectStore(folder / "s3", ports["s3"], credentials.s3_keys, BUCKETS),
        mail=MailSink(settings.mail_folder, ports["smtp"]),
    )


def _choose_ports(settings: LocalSettings) -> dict[str, int]:
    kept: dict[str, int] = read_json(settings.data_dir / PORTS_FILE)
    wish = settings.http_port
    neighbours = range(wish + 1, min(wish + _NEIGHBOURS, 65_536))
    chosen = {"gateway": first_free([wish, *_last(kept, "gateway"), *neighbours])}
    for server in ("nats", "monitor", "postgres", "s3", "smtp"):
        chosen[server] = first_free(_last(kept, server), taken=chosen.values())
    return chosen


def _last(kept: Mapping[str, int], name: str) -> list[int]:
    return [kept[name]] if name in kept else []
