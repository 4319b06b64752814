"""Paragraphs that an outlet prints under several articles: what two articles of different events have word for word is furniture of its
pages, and is offered to be set aside."""

import streamlit as st

from components import cached
from components.engine.articles.outlets import find_outlet
from components.engine.german.white_space import squeezed

SHORTEST = 40  # letters of a paragraph that counts
MOST_EVENTS = 50  # the newest


@st.cache_resource(show_spinner=False, max_entries=20)
def _printed(outlet: str, state: tuple[tuple[str, int], ...]) -> frozenset[str]:
    """Every paragraph of an outlet's articles in the events at hand. ``state``: their names and revisions."""
    known, held = cached.outlets(), cached.events()
    found: set[str] = set()
    for name, _ in state:
        try:
            event = cached.event(cached.folder(name, held[name]))
        except Exception:  # a damaged event teaches nothing
            continue
        for article in event.articles:
            if find_outlet(article.outlet, known).id == outlet:
                found |= {line for line in map(squeezed, article.text.splitlines()) if len(line) >= SHORTEST}
    return frozenset(found)


def repeated(outlet: str, text: str, leave_out: str = "") -> tuple[str, ...]:
    """The paragraphs of a text that articles of the outlet in other events have, too; ``leave_out``: the event it is from."""
    events = [(n, s.revision if s else 0) for n, s in cached.events().items() if n != leave_out][:MOST_EVENTS]
    known = _printed(outlet, tuple(events))
    return tuple(dict.fromkeys(line for line in map(squeezed, text.splitlines()) if line in known))
