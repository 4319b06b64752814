"""The pages in reading order: what stands above every page, then the page itself."""

import streamlit as st

from components import cached
from components.engine import decisions
from components.views.pages import (
    cite,
    classroom,
    contradictions,
    method,
    outlets,
    overview,
    own_articles,
    reading,
    speakers,
    statements,
    tour,
    wording,
)
from components.views.shared import article_labels, corrections, fixed_link, header, html, url_state
from components.views.shared.screen_text import say
from components.views.shared.view import View

PAGES = {
    "read": reading.show,
    "overview": overview.show,
    "tour": tour.show,
    "ledger": statements.show,
    "contradictions": contradictions.show,
    "wording": wording.show,
    "speakers": speakers.show,
    "outlets": outlets.show,
    "classroom": classroom.show,
    "method": method.show,
    "cite": cite.show,
    "bring": own_articles.show,
}


def show(page, pages=None):
    """Event, counts, choice of articles and threshold; then a page of ``PAGES``. ``pages``: {name: st.Page}, for links."""
    if page == "bring":
        st.session_state.page = page  # on the way back everything is carried, also to the page before
        own_articles.show(pages or {})
        return
    url_state.carry(page)
    folder, event = header.choose_event()
    above = st.container()
    header.show_warnings(event)
    known = cached.outlets()
    labels = article_labels.labels(event, known)
    history, later = corrections.known(folder, event)
    decided = decisions.standing(history)
    before = tuple(d for d in decided.values() if d.matter in decisions.BEFORE)
    everything = header.compared(folder, decisions.corrected(event, decided), before)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        fixed = url_state.FROZEN in st.query_params  # such a link begins where the program does, whatever was set since
        start = (None, None) if fixed else cached.start(event.id, [a.id for a in event.articles])
        chosen = header.choose_articles(event, labels, start[0])
        threshold = header.choose_threshold(everything, start[1])
    comparison = cached.chosen(everything, chosen, threshold, decided=decided)
    found = comparison.contradictions
    dismissed = decisions.dismissed(comparison, decided) if decided else ()
    if dismissed:
        comparison = cached.chosen(everything, chosen, threshold, dismissed, decided)
    view = View(event, comparison, known, labels, found, history, decided, pages or {}, later)
    with above:
        header.show_header(view)
        fixed_link.warn(view)
    url_state.remember()
    if st.session_state.pop("decided_now", False):
        st.toast(say("decided_done"))
    PAGES[page](view)
    st.html(html.small(say("text_rights")))
