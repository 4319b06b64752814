"""The linked reading view: a Streamlit component whose hover, pinning, filters and search need no server.

Two parts: ``reading_view`` gets static data and is sent once; ``messenger`` is small, lives in the detail panel's fragment, and
carries what the reader chose to Python and commands back, so that a click never sends the texts again.
"""

import pathlib
from collections.abc import Callable, Mapping
from typing import Any

from streamlit.components.v2 import component

_HERE = pathlib.Path(__file__).parent


def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def sources() -> tuple[str, str]:
    """(CSS, JavaScript) of the reading view, for a page without a server."""
    return _read("reading.css"), _read("strip.js") + _read("reading.js")


_READING = component(
    "lesarten.reading", css=_read("reading.css"), js=_read("strip.js") + _read("reading.js"), isolate_styles=True
)
_MESSENGER = component("lesarten.messenger", js=_read("messenger.js"))


def reading_view(data: Mapping[str, Any], key: str) -> None:
    """Show the reading view; ``data`` as made by ``components.views.shared.reading_data`` (JSON-like, with a ``version``)."""
    _READING(key=key, data=data)


def messenger(data: Mapping[str, Any], key: str, on_chosen: Callable[[], None]) -> None:
    """The line to the reading view; ``on_chosen`` is called when the reader has chosen something.

    ``data``: {"n": number of the command, "selected": sentence id or None, "shown": what Python last heard}.
    """
    _MESSENGER(key=key, data=data, default={"chosen": None}, on_chosen_change=on_chosen)
