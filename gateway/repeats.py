"""Writes that are taken once: a key that a program makes up goes with every attempt of the same write."""

from typing import Annotated

from fastapi import Header

OnceKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", max_length=200, description="the same write again is answered, not taken twice"),
]
REPEAT_CODES = ("idempotency_mismatch",)
