"""The one exception that crosses a service's border on purpose."""

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.errors import KINDS, ErrorEnvelope, FieldError, words


class ServiceError(Exception):
    """A refusal with a code of `contracts.errors.KINDS`; everything else that is raised becomes `internal`."""

    def __init__(
        self,
        code: str,
        params: Mapping[str, object] | None = None,
        *,
        fields: Sequence[FieldError] = (),
        data: Mapping[str, Any] | None = None,
    ) -> None:
        if code not in KINDS:
            raise KeyError(code)
        self.code = code
        self.params = {name: str(value) for name, value in (params or {}).items()}
        self.fields = tuple(fields)
        self.data = dict(data or {})
        self.trace_id: str | None = None
        super().__init__(f"{code}: {words(code, self.params, 'en').title}")

    def envelope(self, trace_id: str | None) -> ErrorEnvelope:
        return ErrorEnvelope(
            code=self.code, params=self.params, fields=self.fields, data=self.data, trace_id=self.trace_id or trace_id
        )

    @classmethod
    def of(cls, envelope: ErrorEnvelope) -> "ServiceError":
        """The error that another service told; a code of a newer version reads as `internal`."""
        code = envelope.code if envelope.code in KINDS else "internal"
        error = cls(code, envelope.params, fields=envelope.fields, data=envelope.data)
        error.trace_id = envelope.trace_id
        return error


def not_found() -> ServiceError:
    """Absent, or of another organisation: the asker must not learn which."""
    return ServiceError("not_found")
