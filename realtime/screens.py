"""The built screens, from memory: hashed assets for a year, pages never from a cache, and nothing from elsewhere."""

import mimetypes
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.types import ControllerRouterHandler

SCREENS = ("wall", "field", "console")
BUILT = Path(__file__).resolve().parent.parent / "web" / "dist"
# A wall shows a drill's wall in a region of itself: no page of elsewhere may frame ours.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_PAGE = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY, **_SAFE}
_ASSET = {"Cache-Control": "public, max-age=31536000, immutable", **_SAFE}


def handlers(built: Path = BUILT) -> list[ControllerRouterHandler]:
    """Handlers of the pages and of every other built file; a page that was not built says how to build it."""
    files = {f"/{path.relative_to(built)}": path.read_bytes() for path in sorted(built.rglob("*")) if path.is_file()}
    pages = {f"/{name}": files.pop(f"/{name}.html", None) for name in SCREENS}
    found: list[ControllerRouterHandler] = [_page(path, body) for path, body in pages.items()]
    return [*found, _assets(files)]


def _page(path: str, body: bytes | None) -> ControllerRouterHandler:
    @get(path, include_in_schema=False, name=f"screen{path}")
    async def page() -> Response[bytes]:
        if body is None:
            text = "The screens are not built: run `npm ci && npm run build` in web/.\n"
            return Response(text.encode(), status_code=503, media_type="text/plain")
        return Response(body, media_type="text/html; charset=utf-8", headers=_PAGE)

    return page


def _assets(files: dict[str, bytes]) -> ControllerRouterHandler:
    @get(sorted(files) or ["/assets/none"], include_in_schema=False, name="assets")
    async def asset(request: Request[Any, Any, Any]) -> Response[bytes]:
        path = request.url.path
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        headers = _ASSET if path.startswith("/assets/") else {"Cache-Control": "no-cache", **_SAFE}
        return Response(files.get(path, b""), media_type=kind, headers=headers)

    return asset
