"""The only Streamlit caches: events, outlets, comparisons, and the memory of the process itself."""

import gc
import os
import pathlib
import threading

import streamlit as st

from components.engine import store
from components.engine.articles import DATA, read_event, read_outlets
from components.engine.embeddings import encoder_key
from components.engine.worker import comparing

LOCK = threading.Lock()
MOST_CHOSEN = 30  # states kept: choices of articles and thresholds


def events_folder():
    """Where events lie: ``data/events``, or what the environment variable LESARTEN_EVENTS names."""
    return pathlib.Path(os.environ.get("LESARTEN_EVENTS") or DATA / "events")


@st.cache_resource(show_spinner=False)
def settle():
    """Once a process: take what the imports left out of garbage collection, which Streamlit runs after every click."""
    gc.collect()
    gc.freeze()


def event_folders():
    """{event id: folder}, newest first."""
    found = (p.parent for p in events_folder().glob("*/event.toml"))
    return {p.name: p for p in sorted(found, key=lambda p: p.name, reverse=True)}


def _state(folder):
    """What changes when a file of an event changes."""
    return tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(pathlib.Path(folder).glob("*")) if p.is_file())


def event(folder):
    return _event(str(folder), _state(folder))


@st.cache_resource(show_spinner=False, max_entries=20)
def _event(folder, state):
    return read_event(folder)


@st.cache_resource(show_spinner=False)
def outlets():
    return read_outlets()


@st.cache_resource(show_spinner=False, max_entries=20)
def _stored(folder, state):
    return store.read(folder, read_event(folder))


@st.cache_resource(show_spinner=False)
def _made():
    return {}


@st.cache_resource(show_spinner=False)
def _chosen():
    return {}


def chosen(comparison, articles, threshold, dismissed=(), decided=None):
    """``comparison`` among some articles, at a threshold, with links as people decided ({pair: Decision}), without the contradictions
    dismissed: made once a state, as its findings are."""
    held = _chosen()
    decided = decided or {}
    verdicts = tuple(sorted((key, d.verdict) for key, d in decided.items()))
    key = (id(comparison), tuple(articles), threshold, tuple(dismissed), verdicts)
    with LOCK:
        kept = held.pop(key, None)
        if kept is None or kept[0] is not comparison:  # an id may be given to another object later
            found = comparison.among(articles).at(threshold)
            if decided:
                from components.engine.decisions import applied

                found = applied(found, decided)
            kept = comparison, found.without(dismissed) if dismissed else found
        held[key] = kept  # last used, last out
        while len(held) > MOST_CHOSEN:
            held.pop(next(iter(held)))
    return kept[1]


def database():
    """The address of the database of decisions, as SQLAlchemy takes it: LESARTEN_DATABASE, else a file beside the events."""
    return os.environ.get("LESARTEN_DATABASE") or f"sqlite:///{events_folder().resolve() / 'decisions.sqlite'}"


@st.cache_resource(show_spinner=False, max_entries=5)
def _decisions(url):
    from components.engine.decisions import Decisions  # brings SQLAlchemy: not before there is something to read or to write

    return Decisions(url)


def decisions(writing=False):
    """The Decisions of this server; None where nobody has decided anything yet and nothing is to be written. Raises ``NoDatabase``."""
    url = database()
    if not writing and url.startswith("sqlite:///") and not os.path.exists(url.removeprefix("sqlite:///")):
        return None
    return _decisions(url)


def comparison(folder, encoder, judge, progress):
    """The Comparison of an event: the stored one where it is valid, else made in a worker process.

    ``progress(step, share)`` is called while the worker works. Raises ``WorkerFailed``.
    """
    state = _state(folder)
    if not encoder and not judge:
        stored = _stored(str(folder), state)
        if stored is not None:
            return stored
    key = (str(folder), state, encoder, encoder_key(encoder) if encoder else "", judge, store.engine_key())
    made = _made()
    if key not in made:
        for found in comparing(folder, event(folder), encoder or None, judge or None):
            if isinstance(found, tuple):
                progress(*found)
        while len(made) >= 10:
            made.pop(next(iter(made)))
        made[key] = found
    return made[key]
