"""The pages: one table, and what stands above every page. A new page is a file in ``pages`` and a row here."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components import cached
from components.engine import decisions
from components.views.pages import (
    cite,
    classroom,
    contradictions,
    method,
    numbers,
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
from components.views.shared.view import Links, View


class Page(NamedTuple):
    """A page: the end of its address, the key of its title, and what shows it."""

    path: str
    title: str
    show: Callable[[View], None]


PAGES: Mapping[str, Page] = {  # in the order of the menu; the first is where everything begins
    "read": Page("lesen", "page_reading", reading.show),
    "overview": Page("ueberblick", "page_overview", overview.show),
    "tour": Page("rundgang", "page_tour", tour.show),
    "ledger": Page("aussagen", "page_ledger", statements.show),
    "contradictions": Page("widersprueche", "page_contradictions", contradictions.show),
    "numbers": Page("zahlen", "page_numbers", numbers.show),
    "wording": Page("wortwahl", "page_wording", wording.show),
    "speakers": Page("sprecher", "page_speakers", speakers.show),
    "outlets": Page("medien", "page_outlets", outlets.show),
    "classroom": Page("unterricht", "page_classroom", classroom.show),
    "method": Page("methode", "page_method", method.show),
    "cite": Page("zitieren", "page_cite", cite.show),
}
OWN = "bring"  # the page for articles of one's own needs no event
OWN_PATH, OWN_TITLE = "eigene", "page_bring"


def run() -> None:
    """The menu, and the page that is chosen in it."""
    links: dict[str, StreamlitPage] = {}
    rows = [*((name, page.path, page.title) for name, page in PAGES.items()), (OWN, OWN_PATH, OWN_TITLE)]
    for number, (name, path, title) in enumerate(rows):
        links[name] = st.Page(_shown(name, links), title=say(title), url_path=path, default=number == 0)
    st.navigation(list(links.values()), position="top").run()


def _shown(name: str, links: Links) -> Callable[[], None]:
    def page() -> None:
        show(name, links)

    page.__name__ = name
    return page


def show(name: str, links: Links | None = None) -> None:
    """Event, counts, choice of articles and threshold; then a page of ``PAGES``. ``links``: {name: st.Page}, for links to pages."""
    header.check_settings()
    if name == OWN:
        st.session_state.page = name  # on the way back everything is carried, also to the page before
        own_articles.show(links or {})
        return
    url_state.carry(name)
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
    view = View(
        event=event,
        comparison=comparison,
        outlets=known,
        labels=labels,
        found=found,
        history=history,
        decided=decided,
        links=links or {},
        later=later,
    )
    with above:
        header.show_header(view)
        fixed_link.warn(view)
    url_state.remember()
    if st.session_state.pop("decided_now", False):
        st.toast(say("decided_done"))
    PAGES[name].show(view)
    st.html(html.small(say("text_rights")))
