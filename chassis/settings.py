"""Settings that every process reads from the environment (`KABINET_*`)."""

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Common settings; a service adds its own in its `settings.py`. Times are in seconds."""

    model_config = SettingsConfigDict(env_prefix="KABINET_", extra="ignore")

    nats_url: str = "nats://127.0.0.1:4222"
    nats_user: str = ""
    # The seed of the user's key pair (nkey); the server knows the public half alone.
    nats_seed: SecretStr = SecretStr("")

    database_url: str = ""
    database_pool: int = 10

    s3_endpoint: str = "127.0.0.1:9000"
    s3_access_key: str = ""
    s3_secret_key: SecretStr = SecretStr("")
    s3_secure: bool = False

    health_host: str = "127.0.0.1"
    health_port: int = 0

    otlp_endpoint: str = ""
    trace_file: str = ""
    log_level: str = "INFO"

    drain_seconds: float = 20
    outbox_poll_seconds: float = 1
    # How far back events are announced again when the broker has lost its store.
    republish_hours: float = 24
    keep_messages_days: float = 30
