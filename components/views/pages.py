"""The pages in reading order: what stands above every page, then the page itself."""

import streamlit as st

from components import cached
from components.engine import decisions
from components.views import (
    address,
    articles_shown,
    bring,
    cite,
    classroom,
    contradictions,
    corrections,
    frame,
    ledger,
    markup,
    method,
    outlets,
    overview,
    reading,
    speakers,
    tour,
    wording,
)
from components.views.words import say

PAGES = {
    "read": reading.show,
    "overview": overview.show,
    "tour": tour.show,
    "ledger": ledger.show,
    "contradictions": contradictions.show,
    "wording": wording.show,
    "speakers": speakers.show,
    "outlets": outlets.show,
    "classroom": classroom.show,
    "method": method.show,
    "cite": cite.show,
    "bring": bring.show,
}


def show(page, pages=None):
    """Event, counts, choice of articles and threshold; then a page of ``PAGES``. ``pages``: {name: st.Page}, for links."""
    if page == "bring":
        st.session_state.page = page  # on the way back everything is carried, also to the page before
        bring.show(pages or {})
        return
    address.carry(page)
    folder, event = frame.choose_event()
    above = st.container()
    frame.show_warnings(event)
    known = cached.outlets()
    labels = articles_shown.labels(event, known)
    history, later = corrections.known(folder, event)
    decided = decisions.standing(history)
    before = tuple(d for d in decided.values() if d.matter in decisions.BEFORE)
    everything = frame.compared(folder, decisions.corrected(event, decided), before)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        fixed = corrections.FROZEN in st.query_params  # such a link begins where the program does, whatever was set since
        start = (None, None) if fixed else cached.start(event.id, [a.id for a in event.articles])
        chosen = frame.choose_articles(event, labels, start[0])
        threshold = frame.choose_threshold(everything, start[1])
    comparison = cached.chosen(everything, chosen, threshold, decided=decided)
    found = comparison.contradictions
    dismissed = decisions.dismissed(comparison, decided) if decided else ()
    if dismissed:
        comparison = cached.chosen(everything, chosen, threshold, dismissed, decided)
    view = frame.View(event, comparison, known, labels, found, history, decided, pages or {}, later)
    with above:
        frame.show_header(view)
        cite.warn(view)
    address.remember()
    if st.session_state.pop("decided_now", False):
        st.toast(say("decided_done"))
    PAGES[page](view)
    st.html(markup.small(say("text_rights")))
