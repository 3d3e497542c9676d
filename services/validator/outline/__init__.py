"""A form drawn up from a sample file: its elements with types and repeats, how it is recognised, where its period is.

Pure and blocking: samples go through `isolation`, like every other file. No value of the sample is in what comes out.
"""

from __future__ import annotations

from contracts.form_drafts import MOST_ELEMENTS, FormContent, Outline
from services.validator.outline.elements import elements_of
from services.validator.outline.recognition import proposal
from services.validator.outline.walk import walk
from services.validator.reader import read_document, unpack
from services.validator.reader.recognise import identify


def outline(data: bytes, file_name: str) -> Outline:
    """Raises `Refusal` for what cannot be read."""
    document = read_document(unpack(data, file_name).data)
    sample = walk(document.root)
    elements = elements_of(sample)
    identity = identify(document)
    return Outline(
        root=document.name,
        namespace=document.namespace,
        encoding=document.encoding,
        code=identity.code,
        version=identity.version,
        content=FormContent.model_validate(proposal(document, [element.path for element in elements])),
        elements=tuple(elements[:MOST_ELEMENTS]),
        cut=sample.cut or len(elements) > MOST_ELEMENTS,
    )
