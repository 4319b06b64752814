"""The web server around the pages: what it refuses before a page is asked, and what it tells browsers.

Streamlit runs any ASGI middleware before its own (``st.App``).
"""

from collections.abc import Iterable
from typing import Any

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import settings
from components.settings import Permission

UPLOADS = "/_stcore/upload_file"  # the address at which Streamlit takes files: then the session and the file
LARGEST_UPLOAD = 21_000_000  # bytes of one request; Streamlit itself refuses files above ``server.maxUploadSize``
MOST_OF_ONE = 60_000_000  # bytes of uploaded files that one visitor may have in memory
MOST_UPLOADED = 120_000_000  # the same of all visitors together
MOST_FILES = 250  # that one visitor may have in memory
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
        self._coming = 0  # bytes of uploads that are under way

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

        if UPLOADS not in scope["path"] or scope["method"] in {"GET", "HEAD", "OPTIONS", "DELETE"}:
            await self._app(scope, receive, answer)
            return
        length = _length(scope["headers"])
        if why := refused(scope["path"], length, self._coming):
            await PlainTextResponse(why, status_code=403)(scope, receive, answer)
            return
        self._coming += length
        try:
            await self._app(scope, receive, answer)
        finally:
            self._coming -= length


def _length(headers: Iterable[tuple[bytes, bytes]]) -> int:
    """How long a request says that it is, the most that one may be where it does not say so."""
    said = next((value for name, value in headers if name.lower() == b"content-length"), b"")
    return int(said) if said.isdigit() and len(said) < 12 else LARGEST_UPLOAD


def refused(path: str, length: int, coming: int = 0) -> str:
    """Why an upload of ``length`` bytes is refused while ``coming`` bytes of others are under way; empty where it is not."""
    if not settings.allowed(Permission.BRING):
        return "Visitors cannot bring files to this server."
    session = path.partition(UPLOADS)[2].strip("/").partition("/")[0]
    held = uploaded()
    if files_of(session) >= MOST_FILES:
        return "Too many files have been uploaded to this page."
    if held.get(session, 0) + length > MOST_OF_ONE or sum(held.values()) + coming + length > MOST_UPLOADED:
        return "Too much is being uploaded to this server just now."
    return ""


def uploaded() -> dict[str, int]:
    """{session: bytes of uploaded files that Streamlit has in memory for it}"""
    return {session: sum(len(file.data) for file in list(files.values())) for session, files in list(_storage().items())}


def files_of(session: str) -> int:
    """How many uploaded files Streamlit has in memory for a session."""
    return len(_storage().get(session, {}))


def _storage() -> dict[str, dict[str, Any]]:
    """{session: {file: what Streamlit holds of it}}"""
    from streamlit import runtime

    return runtime.get_instance().uploaded_file_mgr.file_storage if runtime.exists() else {}  # type: ignore[attr-defined]


def forget_uploads(files: Iterable[Any]) -> None:
    """Let Streamlit forget uploaded files that have been read: it keeps them as long as the page is open, also without their widget."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx()
    if context is not None and hasattr(context.uploaded_file_mgr, "remove_file"):
        manager: Any = context.uploaded_file_mgr
        for file in files:
            manager.remove_file(session_id=context.session_id, file_id=file.file_id)
