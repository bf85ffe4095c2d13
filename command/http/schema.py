"""`/schema`: what can be called, for people (one plain page of our own) and for programs (OpenAPI, AsyncAPI)."""

from html import escape
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin

from command.wire.asyncapi import document

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code{background:#eee;padding:.1em .3em}dt{margin-top:1rem}dd{margin:0 0 0 1.5rem;color:#333}"
)


class PlainPage(OpenAPIRenderPlugin):
    """Lists the operations in plain HTML: no script, no style and no picture from anywhere else."""

    def __init__(self) -> None:
        super().__init__(path="/", favicon="")

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The page, UTF-8."""
        operations = [
            _operation(method, path, operation)
            for path, item in sorted(openapi_schema.get("paths", {}).items())
            for method, operation in item.items()
            if isinstance(operation, dict)
        ]
        return (
            f"<!doctype html><html lang=en><meta charset=utf-8><title>Gridcommand API</title><style>{_STYLE}</style>"
            "<h1>Gridcommand API</h1><p>For programs: <a href=/schema/openapi.json>OpenAPI</a>, and for the socket "
            "<a href=/schema/asyncapi.json>AsyncAPI</a> (<a href=/schema/asyncapi.yaml>YAML</a>).</p>"
            f"<dl>{''.join(operations)}</dl></html>"
        ).encode()


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    says = escape(str(operation.get("description") or operation.get("summary") or ""))
    return f"<dt><code>{escape(method.upper())} {escape(path)}</code></dt><dd>{says}</dd>"


def openapi_config() -> OpenAPIConfig:
    """OpenAPI at `/schema/openapi.json`; the page at `/schema`. Handlers' docstrings are its text."""
    return OpenAPIConfig(
        title="Gridcommand",
        version="1",
        description="Errors are RFC 9457 problems with a `code`. Writes take an `Idempotency-Key`. With `X-Exercise: "
        "<id>` (or `?exercise=<id>`) every route answers from that exercise, to its members alone.",
        path="/schema",
        render_plugins=[PlainPage(), JsonRenderPlugin(path="/openapi.json", media_type=MediaType.JSON)],
        use_handler_docstrings=True,
    )


@get("/schema/asyncapi.json", include_in_schema=False)
async def asyncapi_json() -> Response[bytes]:
    """The socket as AsyncAPI 3.0."""
    return Response(msgspec.json.encode(document()), media_type="application/json")


@get("/schema/asyncapi.yaml", include_in_schema=False)
async def asyncapi_yaml() -> Response[bytes]:
    """The same in YAML."""
    return Response(msgspec.yaml.encode(document()), media_type="application/yaml")
