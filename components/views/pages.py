"""The pages in reading order: what stands above every page, then the page itself."""

import streamlit as st

from components import cached
from components.views import (
    address,
    articles_shown,
    contradictions,
    frame,
    judging,
    ledger,
    markup,
    overview,
    reading,
    speakers,
    wording,
)
from components.views.words import say

PAGES = {
    "read": reading.show,
    "overview": overview.show,
    "ledger": ledger.show,
    "contradictions": contradictions.show,
    "wording": wording.show,
    "speakers": speakers.show,
}


def show(page, pages=None):
    """Event, counts, choice of articles and threshold; then a page of ``PAGES``. ``pages``: {name: st.Page}, for links."""
    address.carry(page)
    folder, event = frame.choose_event()
    above = st.container()
    frame.show_warnings(event)
    outlets = cached.outlets()
    labels = articles_shown.labels(event, outlets)
    everything = frame.compared(folder, event)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = frame.choose_articles(event, labels)
        threshold = frame.choose_threshold(everything)
    comparison = everything.among(chosen).at(threshold)
    found = comparison.contradictions
    verdicts = judging.verdicts()
    dismissed = [c for c in found if verdicts.get(judging.key(comparison, c)) == "dismissed"]
    view = frame.View(event, comparison.without(dismissed) if dismissed else comparison, outlets, labels, found, pages or {})
    with above:
        frame.show_header(view)
    address.remember()
    PAGES[page](view)
    st.html(markup.small(say("text_rights")))
