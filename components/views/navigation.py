"""The pages: one table, and what stands above every page. A new page is a file in ``pages`` and a row here."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from components import cached
from components.engine import decisions
from components.views.pages import (
    cite,
    classroom,
    contradictions,
    differences,
    events,
    method,
    numbers,
    outlets,
    overview,
    own_articles,
    present,
    reading,
    speakers,
    statements,
    wording,
)
from components.views.pages import (
    corrections as corrections_page,
)
from components.views.shared import article_labels, corrections, fixed_link, header, html, url_state
from components.views.shared.screen_text import say
from components.views.shared.view import Links, View


class Page(NamedTuple):
    """A page: the end of its address, the key of its title, what shows it, and where it is found: in the "menu", "beside" another page
    of the menu, at the "foot" of every page, or as a "button" above it."""

    path: str
    title: str
    show: Callable[[View], None]
    found: str = "menu"


PAGES: Mapping[str, Page] = {  # in the order of the menu; the first is where everything begins
    "differences": Page("unterschiede", "page_differences", differences.show),
    "read": Page("lesen", "page_reading", reading.show),
    "ledger": Page("aussagen", "page_ledger", statements.show),
    "wording": Page("wortwahl", "page_wording", wording.show),
    "classroom": Page("unterricht", "page_classroom", classroom.show),
    "numbers": Page("zahlen", "page_numbers", numbers.show, "beside"),
    "speakers": Page("sprecher", "page_speakers", speakers.show, "beside"),
    "contradictions": Page("widersprueche", "page_contradictions", contradictions.show, "beside"),
    "present": Page("rundgang", "page_present", present.show, "beside"),
    "overview": Page("ueberblick", "page_overview", overview.show, "foot"),
    "method": Page("methode", "page_method", method.show, "foot"),
    "outlets": Page("medien", "page_outlets", outlets.show, "foot"),
    "corrections": Page("korrekturen", "page_corrections", corrections_page.show, "foot"),
    "cite": Page("zitieren", "page_cite", cite.show, "button"),
}
WHO_SAYS_WHAT = (
    "ledger",
    "numbers",
    "contradictions",
    "speakers",
)  # pages that answer one question, with a row of links between them
BARE = frozenset(["differences", "present"])  # pages that begin with what they found
# Pages that need no event: for articles of one's own, and the list of all events, which is in the menu where there are several.
OWN, OWN_PATH, OWN_TITLE = "bring", "eigene", "page_bring"
EVENTS, EVENTS_PATH, EVENTS_TITLE = "events", "ereignisse", "page_events"
MANY = 5  # events from which on the start is their list
READING = ("s", "q", "hide")  # entries of the reading view: addresses with these once led to the start


def run() -> None:
    """The menu, and the page that is chosen in it."""
    links: dict[str, StreamlitPage] = {}
    events_at_hand = len(cached.events())
    rows = [(name, page.path, page.title, page.found) for name, page in PAGES.items()]
    rows += [
        (OWN, OWN_PATH, OWN_TITLE, "button"),
        (EVENTS, EVENTS_PATH, EVENTS_TITLE, "menu" if events_at_hand > 1 else "button"),
    ]
    line = st.container(horizontal=True, vertical_alignment="center", key="top")
    for number, (name, path, title, found) in enumerate(rows):
        shown = "visible" if found == "menu" else "hidden"
        links[name] = st.Page(_shown(name, links, line), title=say(title), url_path=path, default=number == 0, visibility=shown)
    chosen = st.navigation(list(links.values()), position="top")
    first = next(iter(links.values()))
    if chosen == first and any(entry in st.query_params for entry in READING):
        st.switch_page(links["read"], query_params={name: st.query_params.get_all(name) for name in st.query_params})
    if (
        chosen == first
        and events_at_hand >= MANY
        and "event" not in st.query_params
        and "event" not in st.session_state.get("carried", {})
    ):
        st.switch_page(links[EVENTS])
    header.show_name()
    chosen.run()
    header.show_buttons(line, links)
    _foot(links)


def _shown(name: str, links: Links, line: DeltaGenerator) -> Callable[[], None]:
    def page() -> None:
        show(name, links, line)

    page.__name__ = name
    return page


def _foot(links: Links) -> None:
    with st.container(horizontal=True, key="foot", vertical_alignment="center"):
        for name, page in PAGES.items():
            if page.found == "foot":
                st.page_link(links[name], label=say(page.title), query_params=url_state.kept())
        st.html(html.small(f"{say('foot')} {say('text_rights')}"), width="content")


def show(name: str, links: Links | None = None, line: DeltaGenerator | None = None) -> None:
    """Event, counts, choice of articles and threshold; then a page of ``PAGES``.

    ``links``: {name: st.Page}, for links to pages; ``line``: what stands above every page.
    """
    header.check_settings()
    if name in {OWN, EVENTS}:
        st.session_state.page = name  # on the way back everything is carried, also to the page before
        (own_articles if name == OWN else events).show(links or {})
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
    with (line or st.container()).popover(say("choose_title"), icon=":material/tune:"):
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
        if name == "classroom":
            header.show_title(view)
        elif name not in BARE:
            header.show_header(view, small=name == "read")
        fixed_link.warn(view)
        if name in WHO_SAYS_WHAT:
            _beside(name, links or {})
    url_state.remember()
    if st.session_state.pop("decided_now", False):
        st.toast(say("decided_done"))
    PAGES[name].show(view)


def _beside(name: str, links: Links) -> None:
    """Links between the pages that answer one question."""
    with st.container(horizontal=True, key="beside", vertical_alignment="center"):
        for other in WHO_SAYS_WHAT:
            label = say("page_statements" if other == "ledger" else PAGES[other].title)
            if other == name:
                st.markdown(f"**{label}**", width="content")
            elif other in links:
                st.page_link(links[other], label=label, query_params=url_state.kept())
