"""Who may ask: the host that is named, the site that a form comes from, and what a browser may do with an answer.

A request for a host that this server is not (a name made to point here, to get behind a firewall) gets 421; a form or
script of another site gets 403, unless that site is allowed. Every answer carries a policy under which a browser loads
nothing from elsewhere, runs no script that stands in a page, and is framed by nobody else.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.faults import fault

ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}
POLICY = "; ".join(f"{what} {where}" for what, where in ALLOWED.items())
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class Guarded:
    """An application behind these checks."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], origins: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = hosts
        self.origins = frozenset(origin.lower().rstrip("/") for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request, and mark its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        origin = headers.get("origin", "").lower()
        allowed = origin in self.origins

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(MutableHeaders(scope=message), origin if allowed else "")
            await send(message)

        if _name(host) not in self.hosts:
            mend = "Use one of its names, or start it with --name."
            await fault(421, "this server does not go by that host name", mend)(scope, receive, marked)
        elif (origin and not allowed and _foreign(origin, host) and scope["method"] not in SAFE_METHODS) or (
            headers.get("sec-fetch-site") == "cross-site" and scope["method"] not in SAFE_METHODS and not allowed
        ):
            await fault(403, "forms and scripts of other sites may not ask here", "Start the server with --origin.")(scope, receive, marked)
        else:
            await self.app(scope, receive, marked)


def _name(host: str) -> str:
    """The host without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _foreign(origin: str, host: str) -> bool:
    return origin not in (f"http://{host}", f"https://{host}")


def _mark(headers: MutableHeaders, origin: str) -> None:
    headers.setdefault("content-security-policy", POLICY)
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "no-referrer"
    headers["cross-origin-resource-policy"] = "cross-origin" if origin else "same-origin"
    if origin:
        headers["access-control-allow-origin"] = origin
        headers.add_vary_header("Origin")
