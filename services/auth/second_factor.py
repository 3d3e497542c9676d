"""Time-based codes (RFC 6238): secrets, their pictures, and which step of time a code belongs to."""

from datetime import datetime, timedelta
from io import BytesIO

import pyotp
import segno

ISSUER = "Kabinet"
_STEP = 30
# A clock may be a step off, either way.
_STEPS = (0, -1, 1)


def new_secret() -> str:
    """160 random bits in base32."""
    return pyotp.random_base32()


def uri(secret: str, email: str) -> str:
    """The otpauth address that applications read."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture(address: str) -> str:
    """The address as a QR code: an SVG document."""
    target = BytesIO()
    segno.make(address, error="m").save(target, kind="svg", scale=4, border=2, xmldecl=False)
    return target.getvalue().decode()


def step_of(secret: str, code: str, now: datetime, after: int) -> int | None:
    """The step of time that `code` belongs to, later than `after`; None where it does not fit or was taken before."""
    totp = pyotp.TOTP(secret)
    for shift in _STEPS:
        moment = now + timedelta(seconds=shift * _STEP)
        step = int(moment.timestamp()) // _STEP
        if step > after and totp.verify(code, for_time=moment):
            return step
    return None
