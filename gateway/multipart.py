"""The part `file` of a `multipart/form-data` body, taken out as the pieces come in: nothing is kept or spooled."""

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from gateway import file_names

FIELD = b"file"
# Other fields are ignored; a body that consists of them is not an upload.
_OTHER_FIELDS_LIMIT = 64 * 1024


class BadMultipartError(Exception):
    """The body is not `multipart/form-data` with exactly one part `file`; the text says what was found."""


def boundary_of(content_type: str) -> bytes | None:
    """The boundary of a multipart content type; None when the body is something else."""
    kind, parameters = parse_options_header(content_type)
    return parameters.get(b"boundary", b"") if kind == b"multipart/form-data" else None


class MultipartFile:
    """A push parser: `feed` every piece, then `finish`. `file_name` is known before the first byte of the file."""

    def __init__(self, boundary: bytes) -> None:
        if not boundary:
            raise BadMultipartError("multipart без boundary")
        self.file_name: str | None = None
        self._pieces: list[bytes] = []
        self._header_name = b""
        self._header_value = b""
        self._disposition = b""
        self._in_file = False
        self._found = False
        self._complete = False
        self._other_bytes = 0
        self._parser = self._new_parser(boundary)

    def feed(self, data: bytes) -> list[bytes]:
        """The bytes of the file that `data` brings. Raises `BadMultipartError`."""
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise BadMultipartError("части multipart не разделены как объявлено") from error
        pieces, self._pieces = self._pieces, []
        return pieces

    def finish(self) -> None:
        """Say that there is no more. Raises `BadMultipartError` when there was no file, or not its end."""
        if not self._found:
            raise BadMultipartError("нет части file")
        if not self._complete:
            raise BadMultipartError("тело запроса оборвано")

    def _new_parser(self, boundary: bytes) -> MultipartParser:
        callbacks = {
            "on_part_begin": self._on_part_begin,
            "on_header_field": self._on_header_field,
            "on_header_value": self._on_header_value,
            "on_header_end": self._on_header_end,
            "on_headers_finished": self._on_headers_finished,
            "on_part_data": self._on_part_data,
            "on_end": self._on_end,
        }
        try:
            return MultipartParser(boundary, callbacks)  # type: ignore[arg-type]
        except FormParserError as error:
            raise BadMultipartError("слишком длинный boundary") from error

    def _on_part_begin(self) -> None:
        self._in_file = False
        self._disposition = b""

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _on_header_end(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            self._disposition = self._header_value
        self._header_name = self._header_value = b""

    def _on_headers_finished(self) -> None:
        _, parameters = parse_options_header(self._disposition)
        if parameters.get(b"name") != FIELD:
            return
        if self._found:
            raise BadMultipartError("несколько частей file")
        self._in_file = self._found = True
        # Browsers write a quote inside a name as %22.
        name = parameters.get(b"filename", b"").replace(b"%22", b'"')
        self.file_name = file_names.decoded(name) or None

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file:
            self._pieces.append(data[start:end])
            return
        self._other_bytes += end - start
        if self._other_bytes > _OTHER_FIELDS_LIMIT:
            raise BadMultipartError("лишние поля")

    def _on_end(self) -> None:
        self._complete = True
