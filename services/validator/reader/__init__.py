"""Hardened reading of XTDD files and packages. Every refusal is a `Refusal` with a public upload code."""

from services.validator.reader.package import Unpacked, unpack
from services.validator.reader.refusals import Refusal
from services.validator.reader.xml import Document, read_document

__all__ = ["Document", "Refusal", "Unpacked", "read_document", "unpack"]
