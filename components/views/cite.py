"""Take away and cite: a link that knows its texts again, one offline file, tables, and a line to cite."""

import json

import streamlit as st

from components import cached
from components.engine import decisions, exports
from components.engine.comparison import to_json
from components.views import address, corrections, markup, offline
from components.views.words import say

HASH, PROGRAM, _ = address.STATE


def _state(view):
    """{entry of the address: what it says of the state that is shown}"""
    return {
        HASH: exports.texts_hash(view.comparison),
        PROGRAM: exports.program_hash(view.comparison),
        corrections.FROZEN: decisions.state_of(view.history),
    }


def warn(view):
    """Say where the address was made for another state than the one that is shown."""
    now = _state(view)
    for entry, key in ((HASH, "cite_changed"), (PROGRAM, "cite_program")):
        wanted = st.query_params.get(entry)
        if wanted and wanted != now[entry]:
            st.warning(say(key))
    if view.later:
        st.info(say("cite_later", n=view.later))
        st.button(say("cite_now"), on_click=_unlink)


def show(view):
    """Citation, link, downloads."""
    st.subheader(say("cite_title"), anchor=False)
    st.html(markup.small(say("cite_intro")))
    st.code(offline.citation(view), language=None, wrap_lines=True)
    wanted = _state(view)
    if all(st.query_params.get(entry) == value for entry, value in wanted.items()):
        st.markdown(say("cite_linked"))
    else:
        st.button(say("cite_link"), on_click=_link, args=({"event": view.event.id} | wanted,))
    _start(view)
    st.subheader(say("cite_files"), anchor=False)
    st.html(markup.small(say("bring_rights")))
    comparison, stem = view.comparison, f"lesarten-{view.event.id}"
    documents = (("cite_html", True, f"{stem}.html"), ("cite_html_cut", False, f"{stem}-stellen.html"))
    line = st.container(horizontal=True)
    for key, whole, file in documents:  # made at once: on the click nobody knows the reader's language any more
        line.download_button(say(key), offline.document(view, whole), file, "text/html", key=key, on_click="ignore")
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
        line.download_button(say(key), make, file, kind, key=key, on_click="ignore")
    corrections.listed(view)
    if "read" in view.pages:
        st.page_link(view.pages["read"], label=say("to_reading"), icon=address.ARROW, query_params=address.kept())


def _link(wanted):
    for entry, value in wanted.items():
        st.query_params[entry] = value


def _unlink():
    for entry in address.STATE:
        st.query_params.pop(entry, None)
        st.session_state.get("carried", {}).pop(entry, None)


def _start(view):
    """What the event opens with, for everybody: the articles and the threshold that are chosen now."""
    if corrections.allowed(view) and st.button(say("start_set"), help=say("start_help")):
        start = {"articles": [a.id for a in view.comparison.articles], "threshold": round(100 * view.comparison.threshold)}
        try:
            cached.database(writing=True).set(view.event.id, cached.START, json.dumps(start), st.session_state.get("who", ""))
        except Exception as wrong:
            st.error(markup.literal(say("decide_failed", why=str(wrong)[:200])))
            return
        st.success(say("start_done"))
