"""Take away and cite: a link that knows its texts again, one offline file, tables, and a line to cite."""

import json

import streamlit as st

from components.engine import exports
from components.engine.comparison import to_json
from components.views import address, corrections, markup, offline
from components.views.words import say

HASH = "texts"  # entry of the address


def changed(view):
    """Whether the address was made for other texts than those that lie here now."""
    wanted = st.query_params.get(HASH)
    return bool(wanted) and wanted != exports.texts_hash(view.comparison)


def show(view):
    """Citation, link, downloads."""
    st.subheader(say("cite_title"), anchor=False)
    st.html(markup.small(say("cite_intro")))
    st.code(offline.citation(view), language=None, wrap_lines=True)
    name = exports.texts_hash(view.comparison)
    if st.query_params.get(HASH) == name:
        st.markdown(say("cite_linked"))
    else:
        st.button(say("cite_link"), on_click=_link, args=(view.event.id, name))
    st.subheader(say("cite_files"), anchor=False)
    st.html(markup.small(say("bring_rights")))
    comparison, stem = view.comparison, f"lesarten-{view.event.id}"
    documents = (("cite_html", True, f"{stem}.html"), ("cite_html_cut", False, f"{stem}-stellen.html"))
    for key, whole, file in documents:  # made at once: on the click nobody knows the reader's language any more
        st.download_button(say(key), offline.document(view, whole), file, "text/html", key=key, on_click="ignore")
    tables = (
        ("cite_statements", lambda: exports.as_csv(exports.statements(comparison)), f"{stem}-aussagen.csv", "text/csv"),
        (
            "cite_contradictions",
            lambda: exports.as_csv(exports.contradictions(comparison)),
            f"{stem}-widersprueche.csv",
            "text/csv",
        ),
        ("cite_json", lambda: json.dumps(to_json(comparison), ensure_ascii=False), f"{stem}.json", "application/json"),
    )
    for key, make, file, kind in tables:
        st.download_button(say(key), make, file, kind, key=key, on_click="ignore")
    corrections.listed(view)
    if "read" in view.pages:
        st.page_link(view.pages["read"], label=say("to_reading"), icon=address.ARROW, query_params=address.kept())


def _link(event, name):
    st.query_params["event"] = event
    st.query_params[HASH] = name
