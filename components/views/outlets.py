"""The outlets page: the same facts about every outlet, each with its source at a click; export as linked data."""

import json

import streamlit as st

from components.engine.outlet_export import linked_data
from components.views import articles_shown, markup, outlet_facts
from components.views.words import say


def show(view):
    """One card an outlet of this event, then the export."""
    st.subheader(say("outlets_title"), anchor=False)
    st.html(markup.small(say("outlets_intro")))
    st.html(cards(view))
    known = [outlet for outlet, _ in _held(view) if outlet.facts]
    if known:
        st.download_button(
            say("outlets_export"),
            json.dumps(linked_data(known), ensure_ascii=False, indent=2),
            "lesarten-medien.jsonld",
            "application/ld+json",
            on_click="ignore",
        )
        st.html(markup.small(say("outlets_export_help")))


def cards(view):
    """HTML with a card for each outlet: the same facts for all, sources at a click."""
    return markup.sheets([_card(view, outlet, articles) for outlet, articles in _held(view)])


def _held(view):
    """[(Outlet, ids of its articles)] in the order of the page."""
    held = {}
    for article in articles_shown.columns(view):
        outlet = view.outlet(article)
        held.setdefault(outlet.id, (outlet, []))[1].append(article)
    return list(held.values())


def _card(view, outlet, articles):
    here = say(
        "outlets_here", articles=len(articles), sentences=sum(s.article in articles for s in view.comparison.text_sentences)
    )
    rows = []
    for row in outlet_facts.rows(outlet):
        sources = [(s["text"], s["link"]) for s in row["sources"]]
        rows.append((row["name"], row["value"], row["note"], sources))
    return outlet.name, here, rows
