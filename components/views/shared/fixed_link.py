"""The fixed link: what it holds, and whether what it was made for is what is shown."""

import streamlit as st

from components.engine import decisions
from components.storage import comparison_file
from components.views.shared import url_state
from components.views.shared.screen_text import say
from components.views.shared.view import View


def state_of(view: View) -> dict[str, str]:
    """{entry of the address: what it says of the state that is shown}"""
    return {
        url_state.HASH: comparison_file.texts_hash(view.comparison),
        url_state.PROGRAM: comparison_file.program_hash(view.comparison),
        url_state.FROZEN: decisions.state_of(view.history),
    }


def warn(view: View) -> None:
    """Say where the address was made for another state than the one that is shown."""
    if any(entry in st.query_params for entry in url_state.STATE):  # most addresses are no fixed links: nothing to hash then
        now = state_of(view)
        for entry, key in ((url_state.HASH, "cite_changed"), (url_state.PROGRAM, "cite_program")):
            wanted = st.query_params.get(entry)
            if wanted and wanted != now[entry]:
                st.warning(say(key))
    if view.later:
        st.info(say("cite_later", n=view.later))
        st.button(say("cite_now"), on_click=url_state.forget, args=url_state.STATE)
