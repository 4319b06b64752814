"""The only Streamlit caches: events, outlets, comparisons, and the memory of the process itself."""

import gc
import json
import os
import pathlib
import tempfile
import threading

import streamlit as st

from components.engine import decisions, keeping, store
from components.engine.articles import DATA, UnreadableEvent, content_hash, read_event, read_outlets
from components.engine.comparison import from_json, to_json
from components.engine.worker import Work

LOCK = threading.Lock()
START = "start"  # the setting of an event: what it opens with
MOMENT = 0.25  # seconds between two looks at work under way
MOST_MADE = 10  # comparisons kept in memory
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
    """{event id: folder}, newest first: what lies in the events' folder, and what is kept in the database, laid out for this process."""
    found = {p.parent.name: p.parent for p in events_folder().glob("*/event.toml")}
    for name, kept in kept_events().items():
        folder = _laid(database_address(), name, kept.revision, kept.made)
        if folder:
            found.setdefault(name, folder)
    return {name: found[name] for name in sorted(found, reverse=True)}


def kept_events():
    """{event id: database.Kept}; none where there is no database, or none that answers."""
    try:
        held = database()
        return held.events() if held else {}
    except Exception:  # said on the pages by who asks for decisions; folders still do
        return {}


@st.cache_resource(show_spinner=False)
def _place():
    """A folder of this process for events out of the database; it goes when the process ends."""
    return tempfile.TemporaryDirectory(prefix="lesarten-")


@st.cache_resource(show_spinner=False, max_entries=500)
def _laid(address, name, revision, made):
    folder = pathlib.Path(_place().name) / content_hash(address, made, revision) / name
    raw = database().packed(name, revision)
    if raw is None:
        return None
    keeping.unpack(raw, folder)
    return folder


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


@st.cache_resource(show_spinner=False)
def _made():
    return {}


@st.cache_resource(show_spinner=False)
def _works():
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
                found = decisions.applied(found, decided)
            kept = comparison, found.without(dismissed) if dismissed else found
        held[key] = kept  # last used, last out
        while len(held) > MOST_CHOSEN:
            held.pop(next(iter(held)))
    return kept[1]


def database_address():
    """The address of the database, as SQLAlchemy takes it: LESARTEN_DATABASE, else a file beside the events."""
    named = os.environ.get("LESARTEN_DATABASE")
    if named:
        return named
    events = events_folder().resolve()
    first = events / "decisions.sqlite"  # what it was called when it held nothing else
    return f"sqlite:///{first if first.exists() else events / 'lesarten.sqlite'}"


@st.cache_resource(show_spinner=False, max_entries=5)
def _database(address):
    from components.engine.database import (
        Database,
        NoDatabase,
    )  # brings SQLAlchemy: not before there is something to read or to write

    try:
        engine = st.connection("lesarten", type="sql", url=address, pool_pre_ping=True).engine
    except Exception as wrong:  # an address or a driver that is none
        raise NoDatabase(" ".join(str(wrong).split())[:160]) from None
    return Database(engine)


def database(writing=False):
    """The Database of this server; None where nobody has kept anything yet and nothing is to be written. Raises ``NoDatabase``."""
    address = database_address()
    if not writing and address.startswith("sqlite:///") and not os.path.exists(address.removeprefix("sqlite:///")):
        return None
    return _database(address)


def history(folder, event):
    """Every Decision about an event in order: those that its folder brings, then those of the database. Raises ``NoDatabase``."""
    brought = _brought(str(folder), _state(folder)) if (pathlib.Path(folder) / decisions.NAME).exists() else ()
    held = database()
    return brought + (held.history(event) if held else ())


def start(event, articles):
    """(articles, threshold in hundredths) that an event opens with, as somebody chose for all; None each where nobody did."""
    try:
        held = database()
        found = json.loads(held.settings(event).get(START, "{}")) if held else {}
    except Exception:  # said on the page by who asks for decisions
        return None, None
    chosen = [a for a in articles if a in found.get("articles", ())]
    threshold = found.get("threshold")
    return chosen if len(chosen) > 1 else None, threshold if isinstance(threshold, int) and 10 <= threshold <= 95 else None


@st.cache_resource(show_spinner=False, max_entries=20)
def _brought(folder, state):
    try:
        return decisions.read(pathlib.Path(folder) / decisions.NAME)[0]
    except (OSError, UnreadableEvent):
        return ()


def comparison(folder, event, encoder="", judge="", decided=(), progress=lambda step, share: None):
    """The Comparison of an event: the one stored beside it or in the database where that is valid, else made in a worker process.

    ``event``: with roles and sentence ends as people decided, ``decided``: those Decisions. ``progress(step, share)`` is called every
    moment while the worker works. Raises ``WorkerFailed``.
    """
    key = store.key(folder, event, encoder or None) + (f" {judge}" if judge else "")
    made = _made()
    if key in made:
        return made[key]
    found = None if judge else _kept_comparison(folder, event, encoder, key)
    if found is None:
        found = _worked(key, (folder, event, encoder or None, judge or None, tuple(decided)), progress)
        _keep_comparison(event, key, judge, found)
    with LOCK:
        while len(made) >= MOST_MADE:
            made.pop(next(iter(made)))
        made[key] = found
    return found


def _kept_comparison(folder, event, encoder, key):
    found = store.read(folder, event, encoder or None)
    if found is not None:
        return found
    try:
        held = database()
        text = held.comparison(key) if held else None
        return from_json(json.loads(text), {a.id: a.text for a in event.articles}) if text else None
    except Exception:  # made anew then
        return None


def _keep_comparison(event, key, judge, found):
    """For the next start, and for other servers at this database: where there is one, and only what needs no second opinion."""
    try:
        held = None if judge else database()
        if held:
            held.keep_comparison(key, event.id, json.dumps(to_json(found), ensure_ascii=False))
    except Exception:
        return  # it can be made again


def stop_work(folder):
    """A reader has had enough of waiting; work that others wait for goes on."""
    for work in list(_works().values()):
        if work.folder == str(folder):
            work.stop()


def _worked(key, request, progress):
    works = _works()
    with LOCK:
        work = works.get(key)
        if work is None or not work.join():
            work = works[key] = Work(*request)
    try:
        while not work.ended.wait(MOMENT):
            progress(*work.at)
        return work.result()
    finally:
        work.leave()
        if work.ended.is_set():
            works.pop(key, None)
