"""Lesarten: how news outlets told one event. The page in reading order; run it with ``streamlit run app.py``."""

import streamlit as st

from components import cached
from components.views import articles_shown, frame, overview, reading
from components.views.words import say

st.set_page_config(page_title="Lesarten", page_icon="📰", layout="wide", initial_sidebar_state="collapsed")
cached.settle()

PAGES = {"read": reading.show, "overview": overview.show}


def show(page):
    """Everything above a page, then the page."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{say('app')}** · {say('app_line')}")
        frame.choose_language()
    folder, event = frame.choose_event()
    above = st.container()
    frame.show_warnings(event)
    outlets = cached.outlets()
    labels = articles_shown.labels(event, outlets)
    everything = frame.compared(folder, event)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = frame.choose_articles(event, everything, labels)
        threshold = frame.choose_threshold(everything)
    view = frame.View(event, everything.among(chosen).at(threshold), outlets, labels)
    with above:
        frame.show_header(view)
    PAGES[page](view)
    st.caption(say("text_rights"))


def page_of(name):
    def run():
        show(name)

    run.__name__ = f"page_{name}"
    return run


st.navigation(
    [
        st.Page(page_of("read"), title=say("page_reading"), url_path="lesen", default=True),
        st.Page(page_of("overview"), title=say("page_overview"), url_path="ueberblick"),
    ],
    position="top",
).run()
