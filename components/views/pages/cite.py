"""Take away and cite: a link that knows its texts again, one offline file, tables, and a line to cite."""

import json
from collections.abc import Callable, Mapping

import streamlit as st

from components import cached
from components.storage import tables
from components.views.exports import offline_page
from components.views.exports.comparison_answer import answer
from components.views.shared import corrections, html, labels, url_state
from components.views.shared.fixed_link import state_of
from components.views.shared.screen_text import reason, say
from components.views.shared.view import View


def show(view: View) -> None:
    """Citation, link, downloads."""
    st.subheader(say("cite_title"), anchor=False)
    st.html(html.small(say("cite_intro")))
    st.code(offline_page.citation(view), language=None, wrap_lines=True)
    wanted = state_of(view)
    if all(st.query_params.get(entry) == value for entry, value in wanted.items()):
        st.markdown(say("cite_linked"))
    else:
        st.button(say("cite_link"), on_click=_link, args=({"event": view.event.id} | wanted,))
    _start(view)
    st.subheader(say("cite_files"), anchor=False)
    st.html(html.small(say("bring_rights")))
    stem = f"lesarten-{view.event.id}"
    documents = (("cite_html", True, f"{stem}.html"), ("cite_html_cut", False, f"{stem}-stellen.html"))
    line = st.container(horizontal=True)
    for key, whole, file in documents:  # made at once: on the click nobody knows the reader's language any more
        line.download_button(say(key), offline_page.document(view, whole), file, "text/html", key=key, on_click="ignore")
    for key, make, file, kind in downloads(view):
        line.download_button(say(key), make, file, kind, key=key, on_click="ignore")
    corrections.listed(view)
    if "read" in view.links:
        st.page_link(view.links["read"], label=say("to_reading"), icon=url_state.ARROW, query_params=url_state.kept())


def downloads(view: View) -> tuple[tuple[str, Callable[[], str], str, str], ...]:
    """What can be downloaded as data: (key of its label, what makes its text once somebody wants it, file name, type)."""
    comparison, stem = view.comparison, f"lesarten-{view.event.id}"
    return (
        ("cite_statements", lambda: tables.as_csv(tables.statements(comparison)), f"{stem}-aussagen.csv", "text/csv"),
        (
            "cite_contradictions",
            lambda: tables.as_csv(tables.contradictions(comparison, labels.explained, labels.worded)),
            f"{stem}-widersprueche.csv",
            "text/csv",
        ),
        ("cite_json", lambda: json.dumps(answer(comparison), ensure_ascii=False), f"{stem}.json", "application/json"),
    )


def _link(wanted: Mapping[str, str]) -> None:
    for entry, value in wanted.items():
        st.query_params[entry] = value


def _start(view: View) -> None:
    """What the event opens with, for everybody: the articles and the threshold that are chosen now."""
    if corrections.allowed(view) and st.button(say("start_set"), help=say("start_help")):
        start = {"articles": [a.id for a in view.comparison.articles], "threshold": round(100 * view.comparison.threshold)}
        try:
            cached.writable_database().set(view.event.id, cached.START, json.dumps(start), st.session_state.get("who", ""))
        except Exception as wrong:
            st.error(html.literal(say("decide_failed", why=reason(wrong))))
            return
        st.success(say("start_done"))
