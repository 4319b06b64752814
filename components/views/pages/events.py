"""The events at hand, newest first: title, day, outlets, and the first thing in which its articles surely differ; to be searched."""

import datetime
import re
from typing import NamedTuple

import streamlit as st

from components import cached
from components.engine import decisions
from components.engine.articles.events import Event
from components.engine.articles.outlets import Outlet, find_outlet
from components.storage.stored_event import StoredEvent
from components.views.shared import article_labels, html, url_state
from components.views.shared.difference_text import sentence
from components.views.shared.screen_text import say
from components.views.shared.view import Links, View, title

SHOWN = 20  # events at once
DAY = re.compile(r"\d{4}-\d\d-\d\d(?=-|$)")  # what names of events begin with, where the day is known


class Listed(NamedTuple):
    """An event of the list, and the day by which it is placed, "" where none is known."""

    name: str
    stored: StoredEvent | None
    day: str


def show(links: Links) -> None:
    """A search field, then a card for each event."""
    st.subheader(say("events_title"), anchor=False)
    outlets = cached.outlets()
    listed = sorted((Listed(n, s, _day(n, s)) for n, s in cached.events().items()), key=lambda e: (e.day, e.name), reverse=True)
    wanted = (st.text_input(say("events_find"), key="find_event", bind="query-params", max_chars=100) or "").casefold().split()
    found = [e for e in listed if not wanted or all(w in _searched(e, outlets) for w in wanted)]
    pages = max(1, -(-len(found) // SHOWN))
    asked = st.query_params.get("page", "1")
    page = max(1, min(int(asked), pages)) if asked.isdecimal() and len(asked) < 5 else 1
    st.html(html.small(say("events_count", n=len(found), all=len(listed))))
    for event in found[(page - 1) * SHOWN : page * SHOWN]:
        _card(event, outlets, links)
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(say("events_newer"), disabled=page == 1, on_click=_go, args=(page - 1,))
            st.button(say("events_older"), disabled=page == pages, on_click=_go, args=(page + 1,))
            st.html(html.small(say("events_page", n=page, all=pages)), width="content")


def _go(page: int) -> None:
    st.query_params["page"] = str(page)


def _read(listed: Listed) -> Event | None:
    """The Event, None where its files or its row are damaged."""
    try:
        return cached.event(cached.folder(listed.name, listed.stored))
    except Exception:  # whatever is wrong with one event, the others are listed
        return None


def _day(name: str, stored: StoredEvent | None) -> str:
    """An event's day as far as its name, its files or its row tell."""
    in_name = DAY.match(name)
    if in_name:
        return in_name.group()
    if stored is not None:
        return stored.made[:10]
    event = _read(Listed(name, stored, ""))
    return (event.date or "")[:10] if event is not None else ""


def _searched(listed: Listed, outlets: dict[str, Outlet]) -> str:
    """What of an event is searched: its name, title, and the names of its outlets."""
    event = _read(listed) if listed.stored is None else None
    names = " ".join(find_outlet(a.outlet, outlets).name for a in event.articles) if event else ""
    told = title(event) if event else listed.stored.title if listed.stored else ""
    return f"{listed.name} {told} {names}".casefold()


def _card(listed: Listed, outlets: dict[str, Outlet], links: Links) -> None:
    event = _read(listed)
    with st.container(border=True, key=f"listed_{listed.name}"):
        if event is None:
            st.markdown(f"**{html.literal(listed.stored.title if listed.stored else listed.name)}**")
            st.html(html.small(say("event_damaged")))
            return
        names = dict.fromkeys(find_outlet(a.outlet, outlets).name for a in event.articles)
        line = " · ".join(part for part in (_when(event, listed), ", ".join(names)) if part)
        st.markdown(f"**{html.literal(title(event))}**")
        st.html(html.small(line))
        st.html(html.finding(_finding(listed, event, outlets)))
        if "differences" in links:
            st.page_link(
                links["differences"], label=say("events_open"), icon=url_state.ARROW, query_params={"event": listed.name}
            )


def _when(event: Event, listed: Listed) -> str:
    try:
        datetime.date.fromisoformat((event.date or listed.day)[:10])
    except ValueError:
        return ""
    return article_labels.day(event.date or listed.day)


def _finding(listed: Listed, event: Event, outlets: dict[str, Outlet]) -> str:
    """The first sure difference in a sentence; that there is none, or that the event was not compared yet."""
    try:
        folder = cached.folder(listed.name, listed.stored)
        history = cached.history(folder, event.id)
        decided = decisions.standing(history)
        found = cached.at_hand(folder, decisions.corrected(event, decided))
    except Exception:  # the database has just gone
        return say("events_uncompared")
    if found is None:
        return say("events_uncompared")
    chosen = cached.chosen(found, [a.id for a in event.articles], found.threshold, decided=decided)
    if not chosen.differences:
        return say("differences_none")
    labels = article_labels.labels(event, outlets)
    view = View(event=event, comparison=chosen, outlets=outlets, labels=labels, found=chosen.contradictions)
    return sentence(view, chosen.differences[0])
