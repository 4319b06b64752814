"""The pages in reading order: what stands above every page, then the page itself."""

import streamlit as st

from components import cached
from components.views import articles_shown, frame, markup, overview, reading
from components.views.words import say

PAGES = {"read": reading.show, "overview": overview.show}


def show(page):
    """Event, counts, choice of articles and threshold; then a page of ``PAGES``."""
    folder, event = frame.choose_event()
    above = st.container()
    frame.show_warnings(event)
    outlets = cached.outlets()
    labels = articles_shown.labels(event, outlets)
    everything = frame.compared(folder, event)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = frame.choose_articles(event, labels)
        threshold = frame.choose_threshold(everything)
    view = frame.View(event, everything.among(chosen).at(threshold), outlets, labels)
    with above:
        frame.show_header(view)
    PAGES[page](view)
    st.html(markup.small(say("text_rights")))
