"""Settings of messaging: the common ones, the mail server, and where links lead."""

from datetime import time
from typing import Literal

from pydantic import SecretStr

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Times are in seconds. `smtp_tls`: from the start, by STARTTLS, not at all, or STARTTLS where it is offered."""

    smtp_host: str = "127.0.0.1"
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_tls: Literal["tls", "starttls", "none", "auto"] = "auto"
    smtp_timeout: float = 10

    mail_from: str = "Кабинет СРО <cabinet@sro.example>"
    public_url: str = "http://127.0.0.1:8080"

    # Moscow time at which the day's accepted reports go out in one mail a person.
    digest_at: time = time(18, 0)

    mail_poll_seconds: float = 2
    # Longer than a batch can take, or a second sender would take mails that the first is still sending.
    mail_lease_seconds: float = 180
    mail_give_up_hours: float = 72
