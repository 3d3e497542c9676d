"""`/api/docs`: the OpenAPI document as one plain page, without scripts and without anything from elsewhere."""

from collections.abc import Iterator
from html import escape
from typing import Any

from contracts.errors import KINDS

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Kabinet API</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c2733}
code{background:#eef1f4;padding:.1em .3em;border-radius:3px}article{border-top:1px solid #cfd6dd;padding:1rem 0}
h2{font-size:1.1rem;margin:0}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0;
vertical-align:top}pre{white-space:pre-wrap}
</style></head><body>"""


def render(document: dict[str, Any]) -> str:
    """The whole page."""
    info = document["info"]
    parts = [
        _HEAD,
        f"<h1>{escape(info['title'])} API {escape(info['version'])}</h1><pre>{escape(info['description'])}</pre>",
        '<p><a href="/api/v1/openapi.json">openapi.json</a> · <a href="#errors">errors</a></p>',
        *_operations(document),
        "<h1>Shapes</h1>",
        *(_shape(name, schema) for name, schema in document["components"]["schemas"].items()),
        '<h1 id="errors">Errors</h1><table><tr><th>Code</th><th>Status</th><th>Meaning</th><th></th></tr>',
        *(_error(code) for code in KINDS),
        "</table></body></html>",
    ]
    return "\n".join(parts)


def _operations(document: dict[str, Any]) -> Iterator[str]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield (
                f'<article id="{escape(operation["operationId"])}"><h2><code>{method.upper()} {escape(path)}</code> '
                f"{escape(operation.get('summary', ''))}</h2><p>{escape(operation.get('description', ''))}</p>"
                f"<table>{''.join(_parameters(operation))}{''.join(_body(operation))}{''.join(_answers(operation))}"
                "</table></article>"
            )


def _parameters(operation: dict[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", ()):
        need = "required" if parameter.get("required") else ""
        about = f"{_type(parameter['schema'])} {need} {escape(parameter.get('description', ''))}"
        yield _line(f"<code>{escape(parameter['name'])}</code> ({parameter['in']})", about)


def _body(operation: dict[str, Any]) -> Iterator[str]:
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield _line("body", f"<code>{escape(media_type)}</code> {_type(content.get('schema', {}))}")


def _answers(operation: dict[str, Any]) -> Iterator[str]:
    for status, response in operation["responses"].items():
        types = " ".join(_type(c.get("schema", {})) for c in response.get("content", {}).values())
        yield _line(escape(status), f"{types} {escape(response['description'])}")


def _line(name: str, about: str) -> str:
    return f"<tr><td>{name}</td><td>{about}</td></tr>"


def _shape(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", ())
    fields = "".join(
        _line(
            f"<code>{escape(field)}</code>",
            f"{_type(about)} {'' if field in required else 'optional'} {escape(about.get('description', ''))}",
        )
        for field, about in schema.get("properties", {}).items()
    )
    values = ", ".join(f"<code>{escape(str(value))}</code>" for value in schema.get("enum", ()))
    about = escape(schema.get("description", ""))
    return (
        f'<article id="{escape(name)}"><h2>{escape(name)}</h2><p>{about} {values}</p><table>{fields}</table></article>'
    )


def _type(schema: dict[str, Any]) -> str:
    """A short description of a schema, with a link where it has a name."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " | ".join(_type(option) for option in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    return escape(" ".join(filter(None, (str(schema.get("type", "")), schema.get("format", "")))))


def _error(code: str) -> str:
    kind = KINDS[code]
    cells = (f"<code>{code}</code>", str(kind.status), escape(kind.ru.title), escape(kind.en.title))
    return f'<tr id="{code}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
