"""Settings of the gateway (`KABINET_*`). Sizes are in bytes, times in seconds."""

from pathlib import Path
from typing import Self

from pydantic import model_validator

from chassis.settings import ServiceSettings

_PROJECT = Path(__file__).resolve().parent.parent


class GatewaySettings(ServiceSettings):
    """What an operator may set for this process."""

    http_host: str = "127.0.0.1"
    http_port: int = 8080
    # Addresses of reverse proxies whose X-Forwarded-* are believed, comma separated.
    trusted_proxies: str = "127.0.0.1"
    # On when the cabinet is served over TLS: the cookie then never travels in clear text.
    cookie_secure: bool = False

    upload_limit: int = 64 * 1024 * 1024
    upload_seconds: float = 30 * 60

    # Access requests, and links of invitations that lead nowhere, of one address.
    visit_allowed: int = 10
    visit_window: float = 600

    # Checks without handing in: the largest file, and how many of them a person may ask for in `precheck_window`.
    precheck_limit: int = 25 * 1024 * 1024
    precheck_allowed: int = 20
    precheck_window: float = 60

    # The largest list of members that is read.
    list_limit: int = 5 * 1024 * 1024

    # Failed sign-ins that one address may make in `sign_in_window` before it has to wait.
    sign_in_failures: int = 20
    sign_in_window: float = 60

    live_heartbeat: float = 15
    # How often an open stream asks whether its session still lives.
    live_recheck: float = 300
    # Live events kept for browsers that come back with Last-Event-ID.
    live_kept: int = 4096

    web_root: Path = _PROJECT / "web" / "dist"

    @model_validator(mode="after")
    def answer_health_itself(self) -> Self:
        """`/healthz` and `/readyz` are ours already: a second listener on the same port could not start."""
        if self.health_port == self.http_port:
            self.health_port = 0
        return self
