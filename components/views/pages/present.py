"""For a meeting: one difference a screen, large, with the arrow keys."""

import streamlit as st

from components.views.pages import differences
from components.views.shared import article_labels, html, url_state
from components.views.shared.screen_text import say
from components.views.shared.templating import filled
from components.views.shared.view import View

LARGE = """<style>
.lx {font-size:1.25rem} .lx .band h2 {font-size:clamp(1.9rem,3.4vw,3.1rem); line-height:1.16} .lx .cert {font-size:1rem} .lx .pl {font-size:1.05rem} .lx .q, .lx .val {font-size:1.4rem} .lx .names {font-size:1.1rem}
@media (min-width:1000px) {[data-testid="stHeader"], .st-key-top, .st-key-foot {display:none} [data-testid="stMainBlockContainer"] {padding-top:1.5rem}}
</style>"""


def show(view: View) -> None:
    """The difference that the address names, the first if it names none, and the way to the next."""
    found = view.comparison.differences
    if not found:
        st.markdown(say("present_none"))
        return
    asked = st.query_params.get("n", "1")
    at = max(1, min(int(asked), len(found))) if asked.isdecimal() and len(asked) < 4 else 1
    labels = [view.labels[a] for a in article_labels.columns(view)]
    st.html(filled(differences.TEMPLATE, part="style") + LARGE)
    st.html(differences.band(view, found[at - 1], labels))
    with st.container(horizontal=True, vertical_alignment="center"):  # round and round: a disabled button would lose its key
        st.button(say("present_back"), on_click=_go, args=((at - 2) % len(found) + 1,), shortcut="Left")
        st.button(say("present_on"), on_click=_go, args=(at % len(found) + 1,), shortcut="Right")
        st.html(html.small(say("present_place", n=at, all=len(found))), width="content")
        for page, key in (("differences", "present_end"), ("read", "to_reading")):
            if page in view.links:
                selected = {"s": differences.first_sentence(found[at - 1])} if page == "read" else {}
                st.page_link(view.links[page], label=say(key), icon=url_state.ARROW, query_params=url_state.kept(**selected))
    st.html(html.small(say("present_keys")))


def _go(n: int) -> None:
    st.query_params["n"] = str(n)
