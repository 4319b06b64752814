"""The outlets page: the same facts about every outlet, each with its source at a click; export as linked data."""

import json

import streamlit as st

from components import cached, settings
from components.engine.articles.outlets import FACTS, find_outlet
from components.settings import Permission
from components.storage import said_of_outlets
from components.storage.linked_data import linked_data
from components.views.shared import html
from components.views.shared.outlet_facts import by_outlet, table
from components.views.shared.screen_text import reason, say
from components.views.shared.view import View


def show(view: View) -> None:
    """One table of the outlets of this event, the export, and a form to add a fact."""
    st.subheader(say("outlets_title"), anchor=False)
    st.html(html.small(say("outlets_intro")))
    st.html(table(view))
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
    if settings.allowed(Permission.CHANGE):
        _add(view)


def _add(view: View) -> None:
    """Add a fact with its source, to an outlet of this event or to another; kept for everybody on this server."""
    with st.expander(say("outlets_add")):
        st.html(html.small(say("outlets_add_help")))
        known = [outlet.name for outlet, _ in by_outlet(view)]
        with st.form("add_fact", border=False):
            name = st.selectbox(say("bring_outlet"), known, index=None, accept_new_options=True, placeholder=say("choose"))
            domain = st.text_input(say("outlets_domain"), placeholder="dorfblatt.example", max_chars=100)
            key = st.selectbox(say("outlets_fact"), FACTS, format_func=lambda k: say(f"fact_{k}"))
            value = st.text_input(say("outlets_value"), max_chars=said_of_outlets.LONGEST["value"])
            source = st.text_input(say("outlets_source"), placeholder="https://", max_chars=said_of_outlets.LONGEST["source"])
            as_of = st.text_input(say("outlets_as_of"), max_chars=said_of_outlets.LONGEST["as_of"])
            sent = st.form_submit_button(say("outlets_save"))
        if sent:
            _keep(str(name or ""), domain, key, value, source, as_of)


def _keep(name: str, domain: str, key: str, value: str, source: str, as_of: str) -> None:
    outlet = find_outlet(name, cached.outlets())
    fact = outlet.facts.get(key)
    if fact is not None and fact.value is not None and fact.status != said_of_outlets.SAID:
        st.error(say("outlets_known"))
        return
    try:
        new = said_of_outlets.fact(value, source, as_of)
        if not name.strip():
            raise ValueError
    except ValueError:
        st.error(say("outlets_needed"))
        return
    before = cached.said_of_outlets().get(outlet.id, "")
    domains = [domain.strip().casefold().removeprefix("www.")] if "." in domain else []
    try:
        said = said_of_outlets.added(before, outlet.name, domains, key, new)
        cached.writable_database().say_of_outlet(outlet.id, said, st.session_state.get("who", ""))
    except Exception as wrong:
        st.error(html.literal(say("decide_failed", why=reason(wrong))))
        return
    st.rerun()
