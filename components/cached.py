"""The only Streamlit caches: events, outlets, comparisons, and the memory of the process itself."""

import gc
import json
import os
import pathlib
import threading
import time

import streamlit as st

from components.engine import decisions
from components.engine.articles.events import UnreadableEvent, read_event
from components.engine.articles.outlets import read_outlets
from components.engine.comparison import from_json, to_json
from components.engine.data import DATA
from components.storage import comparison_file, event_archive
from components.storage.worker import Work

LOCK = threading.Lock()
START = "start"  # the setting of an event: what it opens with
MOMENT = 0.25  # seconds between two looks at work under way
PAUSE = 5.0  # seconds for which a database that failed is not asked again
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


def events():
    """{event id: its database.Kept, None for one in a folder}, newest first."""
    found = {p.parent.name: None for p in events_folder().glob("*/event.toml")}
    kept = kept_events()
    _laid().forget(kept)
    return {name: (kept | found)[name] for name in sorted(found | kept, reverse=True)}


def kept_events():
    """{event id: database.Kept}, but for those whose name a folder has; none where no database answers."""
    try:
        held = database()
        return {n: k for n, k in held.events().items() if not _own(n).exists()} if held else {}
    except Exception:  # said on the pages by who asks for decisions; folders still do
        return {}


def _own(name):
    return events_folder() / name / event_archive.DESCRIBED


@st.cache_resource(show_spinner=False)
def _laid():
    return event_archive.Laid()


def folder(name, kept):
    """The folder of an event of ``events()``: its own, or one made for it out of the database. Raises OSError, ``NoDatabase``."""
    return _laid().folder(kept, database().packed) if kept else _own(name).parent


def _state(folder):
    """What changes when a file of an event changes."""
    return tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(pathlib.Path(folder).glob("*")) if p.is_file())


def event(folder):
    return _event(str(folder), _state(folder))


@st.cache_resource(show_spinner=False, max_entries=300)
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
    """``comparison`` among some articles, at a threshold, as people decided ({key: Decision}), without the contradictions
    dismissed: made once a state, as its findings are."""
    held = _chosen()
    decided = decided or {}
    verdicts = tuple((d.key, d.matter, d.verdict, d.act) for d in decided.values())
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
    from components.storage.database import Database  # brings SQLAlchemy: not before there is something to read or to write

    patience = {"connect_args": {"connect_timeout": 5}} if address.startswith("postgresql") else {}
    return Database(st.connection("lesarten", type="sql", url=address, pool_pre_ping=True, **patience).engine)


@st.cache_resource(show_spinner=False)
def _down():
    return {}


def database(writing=False):
    """The Database of this server; None where nobody has kept anything yet and nothing is to be written. Raises ``NoDatabase``."""
    address = database_address()
    file = address.removeprefix("sqlite:///").partition("?")[0] if address.startswith("sqlite:///") else ""
    if not writing and file and file != ":memory:" and not os.path.exists(file):
        return None
    since, wrong = _down().get(address, (None, None))
    if wrong and time.monotonic() - since < PAUSE:
        raise wrong  # not each page of each visitor waits for what does not answer
    try:
        return _database(address)
    except Exception as failed:
        from components.storage.database import NoDatabase

        wrong = failed if isinstance(failed, NoDatabase) else NoDatabase(" ".join(str(failed).split())[:160])
        _down()[address] = (time.monotonic(), wrong)
        raise wrong from None


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
    found = at_hand(folder, event, encoder, judge)
    if found is not None:
        return found
    request = (folder, event, encoder or None, judge or None, tuple(decided))
    return _worked(_key(folder, event, encoder, judge), request, progress)


def _key(folder, event, encoder, judge):
    return comparison_file.key(folder, event, encoder or None) + (f" {judge}" if judge else "")


def at_hand(folder, event, encoder="", judge=""):
    """The Comparison of an event where it need not be made: from memory, from beside the event, or from the database; else None."""
    key = _key(folder, event, encoder, judge)
    found = _made().get(key)
    if found is None and not judge:
        found = comparison_file.read(folder, event, encoder or None) or _from_database(event, key)
        if found is not None:
            _remember(key, found)
    return found


def _remember(key, found):
    made = _made()
    with LOCK:
        made[key] = found
        while len(made) > MOST_MADE:
            made.pop(next(iter(made)))


def _from_database(event, key):
    try:
        held = database()
        text = held.comparison(key) if held else None
        return from_json(json.loads(text), {a.id: a.text for a in event.articles}) if text else None
    except Exception:  # made anew then
        return None


def _keep_comparison(key, event, found):
    """For the next start, and for other servers at this database, where there is one."""
    try:
        held = database()
        if held:
            held.keep_comparison(key, event, json.dumps(to_json(found), ensure_ascii=False))
    except Exception:
        return  # it can be made again


def stop_work(folder):
    """A reader has had enough of waiting; work that others wait for goes on."""
    for work in list(_works().values()):
        if work.folder == str(folder):
            work.stop()


def _worked(key, request, progress):
    works, event, judge = _works(), request[1].id, request[3]

    def finished(work):
        """Called by the work itself, so that what is made is kept although nobody waits any more."""
        found = None if work.given_up else work.found
        if found is not None:
            _remember(key, found)
            if not judge:
                _keep_comparison(key, event, found)
        with LOCK:
            if works.get(key) is work:
                del works[key]

    with LOCK:
        work = works.get(key)
        if work is None or not work.join():
            work = works[key] = Work(*request, finished)
    try:
        while not work.ended.wait(MOMENT):
            progress(*work.at)
        return work.result()
    finally:
        work.leave()
