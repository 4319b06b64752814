"""The outlets page: the same facts about every outlet, each with its source at a click; export as linked data."""

import json

import streamlit as st

from components.storage.linked_data import linked_data
from components.views.shared import html
from components.views.shared.outlet_facts import by_outlet, cards
from components.views.shared.screen_text import say
from components.views.shared.view import View


def show(view: View) -> None:
    """One card an outlet of this event, then the export."""
    st.subheader(say("outlets_title"), anchor=False)
    st.html(html.small(say("outlets_intro")))
    st.html(cards(view))
    known = [outlet for outlet, _ in by_outlet(view) if outlet.facts]
    if known:
        st.download_button(
            say("outlets_export"),
            json.dumps(linked_data(known), ensure_ascii=False, indent=2),
            "lesarten-medien.jsonld",
            "application/ld+json",
            on_click="ignore",
        )
        st.html(html.small(say("outlets_export_help")))
