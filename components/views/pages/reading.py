"""The reading page: all articles side by side, linked, and below them what is known of the pinned sentence."""

from typing import Any

import streamlit as st

from components.reader import messenger, reading_view
from components.reader.marks import Mark
from components.views.shared import sentence_panel
from components.views.shared.reading_data import reading_data
from components.views.shared.view import View

HIDEABLE = (Mark.SHARED, Mark.CONTRADICTING, Mark.UNIQUE, Mark.MAYBE, Mark.ASIDE, Mark.SPEECH)  # as addresses list them
LINE = "reading_line"


def show(view: View) -> None:
    """The reading view and the detail panel. ``view``: components.views.frame.View."""
    hidden, find, selected = _from_url(view)
    reading_view(reading_data(view) | {"initial": {"hidden": hidden, "find": find, "selected": selected}}, key="reading")

    @st.fragment
    def panel() -> None:
        _listen()
        sentence_panel.show(view, _chosen().get("selected"))

    panel()


def _from_url(view: View) -> tuple[list[str], str, str | None]:
    """(hidden marks, text to find, pinned sentence) as the address says; what makes no sense there is left out."""
    params = st.query_params
    hidden = [str(k) for k in params.get("hide", Mark.ASIDE) if k in HIDEABLE]
    selected = params.get("s")
    selected = selected if selected in view.comparison.by_id else None
    state = st.session_state
    if LINE not in state:  # first run, or back from another page: the address decides
        number = state.reading_command["n"] + 1 if "reading_command" in state else 0
        state.reading_address, state.reading_command = selected, {"n": number, "selected": selected}
        state[LINE] = {"chosen": {"selected": selected, "hidden": hidden, "find": params.get("q", "")}}
    elif selected != state.reading_address:  # back, forward, or an address typed in
        state.reading_address = selected
        state.reading_command = {"n": state.reading_command["n"] + 1, "selected": selected}
        state[LINE]["chosen"] = _chosen() | {"selected": selected}
    return hidden, params.get("q", "")[:100], selected


def _chosen() -> dict[str, Any]:
    return (st.session_state.get(LINE) or {}).get("chosen") or {}


def _listen() -> None:
    chosen = _chosen()
    messenger(st.session_state.reading_command | {"shown": chosen}, key=LINE, on_chosen=_keep)


def _keep() -> None:
    """Put what the reader chose into the address."""
    chosen = _chosen()
    selected = chosen.get("selected")
    hidden = "".join(k for k in HIDEABLE if k in chosen.get("hidden", Mark.ASIDE)) or "-"
    wanted = {"s": selected, "hide": None if hidden == Mark.ASIDE else hidden, "q": chosen.get("find") or None}
    for name, value in wanted.items():
        if value:
            if st.query_params.get(name) != value:
                st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
    st.session_state.reading_address = selected
