"""What an upload says of itself, without judging it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from contracts.validator import Inspection as PublicInspection
from services.validator.domain.forms import Form
from services.validator.reader import read_document, unpack
from services.validator.reader.content_hash import content_hash
from services.validator.reader.recognise import (
    check_form,
    find_form,
    identify,
    read_inn,
    read_outgoing,
    read_stated_period,
)
from services.validator.reader.refusals import refuse


class Inspection(PublicInspection):
    """The public inspection, and what the reader learnt besides. `sha256` is of the .xtdd itself, packed or not."""

    model: str | None = None
    segment: str | None = None
    sha256: str
    encoding: str
    inner_name: str
    signatures: tuple[str, ...] = ()


def inspect(data: bytes, file_name: str, forms: Sequence[Form]) -> Inspection:
    """Raises `Refusal`: unreadable in some way, of none of the forms, or without a period."""
    unpacked = unpack(data, file_name)
    document = read_document(unpacked.data)
    form = find_form(document, forms)
    check_form(document, form)
    period = read_stated_period(document, form)
    if period is None:
        raise refuse("period_missing", expected=form.code)
    identity = identify(document)
    number, day = read_outgoing(document)
    return Inspection(
        form=form.code,
        form_version=identity.version,
        period=period,
        inn=read_inn(document, form),
        outgoing_number=number,
        outgoing_date=day,
        content_hash=content_hash(document),
        model=identity.model,
        segment=identity.segment,
        sha256=sha256(unpacked.data).hexdigest(),
        encoding=document.encoding,
        inner_name=unpacked.name,
        signatures=unpacked.signatures,
    )
