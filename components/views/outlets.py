"""The outlets page: the same facts about every outlet, each with its source at a click; export as linked data."""

import json

import streamlit as st

from components.engine.articles import find_outlet
from components.engine.outlet_export import linked_data
from components.views import articles_shown, markup, outlet_facts
from components.views.words import say


def show(view):
    """One card an outlet of this event, then the export."""
    st.subheader(say("outlets_title"), anchor=False)
    st.html(markup.small(say("outlets_intro")))
    held = {}
    for article in articles_shown.columns(view):
        outlet = find_outlet(view.comparison.outlet_of[article], view.outlets)
        held.setdefault(outlet.id, (outlet, []))[1].append(article)
    st.html(markup.sheets([_card(view, outlet, articles) for outlet, articles in held.values()]))
    known = [outlet for outlet, _ in held.values() if outlet.facts]
    if known:
        st.download_button(
            say("outlets_export"),
            json.dumps(linked_data(known), ensure_ascii=False, indent=2),
            "lesarten-medien.jsonld",
            "application/ld+json",
            on_click="ignore",
        )
        st.html(markup.small(say("outlets_export_help")))


def _card(view, outlet, articles):
    here = say(
        "outlets_here", articles=len(articles), sentences=sum(s.article in articles for s in view.comparison.text_sentences)
    )
    rows = []
    for row in outlet_facts.rows(outlet):
        sources = [(s["text"], s["link"]) for s in row["sources"]]
        rows.append((row["name"], row["value"], row["note"], sources))
    return outlet.name, here, rows
