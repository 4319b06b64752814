"""The web server around the pages: what it refuses before a page is asked, and what it tells browsers.

Streamlit runs any ASGI middleware before its own (``st.App``).
"""

from typing import Any

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import settings
from components.settings import Permission

UPLOADS = "/_stcore/upload_file"  # the address at which Streamlit takes files
MOST_UPLOADED = 80_000_000  # bytes of uploaded files that all visitors together may have in memory
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'",  # no other site shows these pages as part of its own
    "X-Frame-Options": "SAMEORIGIN",  # the same for older browsers
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # addresses name events
}


def middleware() -> list[Middleware]:
    """What stands before Streamlit."""
    return [Middleware(Guard)]


class Guard:
    """Refuses uploads where nobody may bring anything, or too much has been uploaded already; adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                own = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items() if k.lower().encode() not in known]
                message["headers"] = [*message["headers"], *own]
            await send(message)

        why = refused(scope["method"], scope["path"])
        handler = PlainTextResponse(why, status_code=403) if why else self._app
        await handler(scope, receive, answer)


def refused(method: str, path: str) -> str:
    """Why a request is refused; empty where it is not.

    >>> refused("GET", "/_stcore/health")
    ''
    """
    if UPLOADS not in path or method in {"GET", "HEAD", "OPTIONS", "DELETE"}:
        return ""
    if not settings.allowed(Permission.BRING):
        return "Visitors cannot bring files to this server."
    return "" if uploaded() < MOST_UPLOADED else "Too much is being uploaded to this server just now."


def uploaded() -> int:
    """How many bytes of uploaded files Streamlit has in memory."""
    from streamlit import runtime

    if not runtime.exists():
        return 0
    manager: Any = runtime.get_instance().uploaded_file_mgr
    return sum(len(file.data) for files in list(manager.file_storage.values()) for file in list(files.values()))
