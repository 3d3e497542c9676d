"""The file comes out of a multipart body byte for byte, however the network cuts it."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.multipart import BadMultipartError, MultipartFile, boundary_of

BOUNDARY = b"----WebKitFormBoundary7MA4YWxk"


def part(name: str, content: bytes, file_name: str | None = None) -> bytes:
    named = f'; filename="{file_name}"' if file_name is not None else ""
    head = f'Content-Disposition: form-data; name="{name}"{named}\r\nContent-Type: application/octet-stream\r\n\r\n'
    return b"--" + BOUNDARY + b"\r\n" + head.encode() + content + b"\r\n"


def body(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--" + BOUNDARY + b"--\r\n"


def cut(data: bytes, places: list[int]) -> Iterator[bytes]:
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    for start, end in pairwise(edges):
        yield data[start:end]


def read(pieces: Iterator[bytes]) -> tuple[str | None, bytes]:
    form = MultipartFile(BOUNDARY)
    content = b"".join(b"".join(form.feed(piece)) for piece in pieces)
    form.finish()
    return form.file_name, content


# Content that looks like the border between parts is where a parser goes wrong.
content = st.lists(
    st.sampled_from(
        [b"\r\n", b"--", b"\r\n--", BOUNDARY[:9], b"\r\n--" + BOUNDARY[:-1], b"\r", b"\n", b"<x/>", b"\0\xff"]
    )
    | st.binary(max_size=40),
    max_size=12,
).map(b"".join)


@given(content=content, places=st.lists(st.integers(0, 10_000), max_size=20))
def test_the_file_is_the_same_wherever_the_body_is_cut(content: bytes, places: list[int]) -> None:
    whole = body(part("note", b"first"), part("file", content, "отчет.xtdd"), part("more", b"last"))
    assert read(cut(whole, places)) == ("отчет.xtdd", content)


def test_the_file_is_the_same_when_it_comes_byte_by_byte() -> None:
    whole = body(part("file", b"a\r\n--b" * 50, "a.xtdd"))
    assert read(cut(whole, list(range(len(whole))))) == ("a.xtdd", b"a\r\n--b" * 50)


def test_the_name_is_known_before_the_first_byte_of_the_file() -> None:
    whole = body(part("file", b"x" * 100, "a.xtdd"))
    form = MultipartFile(BOUNDARY)
    form.feed(whole[: whole.index(b"xxxx") + 1])
    assert form.file_name == "a.xtdd"


def test_a_quote_in_a_name_comes_back_as_a_quote() -> None:
    assert read(cut(body(part("file", b"x", "ООО %22Ромашка%22.xtdd")), [])) == ('ООО "Ромашка".xtdd', b"x")


def test_a_name_in_windows_1251_is_read() -> None:
    whole = body(part("file", b"x", "?")).replace(b"?", "отчет.xtdd".encode("cp1251"))
    assert read(cut(whole, [])) == ("отчет.xtdd", b"x")


@pytest.mark.parametrize(
    ("whole", "found"),
    [
        (body(part("note", b"x")), "нет части file"),
        (body(part("file", b"x", "a"), part("file", b"y", "b")), "несколько частей file"),
        (body(part("file", b"x", "a"))[:-8], "тело запроса оборвано"),
        (b"preamble without any border", "части multipart не разделены как объявлено"),
        (body(part("note", b"x" * 70_000), part("file", b"x", "a")), "лишние поля"),
        (b"", "нет части file"),
    ],
)
def test_a_body_without_exactly_one_whole_file_is_refused(whole: bytes, found: str) -> None:
    with pytest.raises(BadMultipartError, match=found):
        read(cut(whole, [7, 90, 2000]))


def test_a_header_without_end_is_refused() -> None:
    form = MultipartFile(BOUNDARY)
    with pytest.raises(BadMultipartError):
        form.feed(b"--" + BOUNDARY + b"\r\nContent-Disposition: " + b"x" * 100_000)


@pytest.mark.parametrize("boundary", [b"", b"x" * 500])
def test_a_boundary_that_cannot_be_one_is_refused(boundary: bytes) -> None:
    with pytest.raises(BadMultipartError):
        MultipartFile(boundary)


def test_only_form_data_is_taken_apart() -> None:
    assert boundary_of("multipart/form-data; boundary=abc") == b"abc"
    assert boundary_of('Multipart/Form-Data; boundary="a b"') == b"a b"
    assert boundary_of("multipart/form-data") == b""
    assert boundary_of("application/xml") is None
    assert boundary_of("") is None
