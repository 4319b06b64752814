"""The only Streamlit caches: events, outlets, comparisons, and the memory of the process itself."""

import gc
import json
import os
import pathlib
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import streamlit as st

from components import settings
from components.engine import decisions
from components.engine.articles.events import Event, UnreadableEvent, read_event
from components.engine.articles.outlets import Outlet, read_outlets
from components.engine.comparison import Comparison
from components.engine.contradictions.contradiction import Contradiction
from components.engine.decisions import Decision
from components.storage import comparison_file, event_archive, temporary_folders
from components.storage.comparison_json import from_table, to_table
from components.storage.reading_worker import Reader
from components.storage.said_of_outlets import merged
from components.storage.stored_event import StoredEvent
from components.storage.worker import Work

if TYPE_CHECKING:
    from components.storage.database import Database

Kept = TypeVar("Kept")
LOCK = threading.Lock()
START = "start"  # the setting of an event: what it opens with
MOMENT = 0.25  # seconds between two looks at work under way
PAUSE = 5.0  # seconds for which a database that failed is not asked again
LEAST_LETTERS = 100_000  # what an event counts for besides
MOST_LETTERS = 10_000_000  # of events kept in memory
LEAST_PARTS = 1_000  # what a comparison counts for besides
MOST_PARTS = 60_000  # sentences and links of comparisons kept in memory
LOWEST, HIGHEST = 10, 95  # thresholds that can be chosen, in hundredths


def events_folder() -> pathlib.Path:
    """Where events lie."""
    return settings.current().events


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Once a process: remove what killed ones left on the disk, and take what the imports left out of garbage collection, which Streamlit
    runs after every click."""
    temporary_folders.remove_those_of_the_dead()
    gc.collect()
    gc.freeze()


def events() -> dict[str, StoredEvent | None]:
    """{event id: its StoredEvent, None for one in a folder}, newest first."""
    found: dict[str, StoredEvent | None] = {p.parent.name: None for p in events_folder().glob("*/event.toml")}
    stored = stored_events()
    if stored is not None:  # a database that does not answer just now has not lost its events
        _folders().forget(stored)
        _earlier().forget(stored)
    both = {**(stored or {}), **found}
    return {name: both[name] for name in sorted(both, reverse=True)}


def stored_events() -> dict[str, StoredEvent] | None:
    """{event id: StoredEvent}, but for those whose name a folder has; None where the database does not answer."""
    try:
        held = database()
        return {n: k for n, k in held.events().items() if not _own(n).exists()} if held else {}
    except Exception:  # said on the pages by who asks for decisions; folders still do
        return None


def _own(name: str) -> pathlib.Path:
    return events_folder() / name / event_archive.DESCRIBED


@st.cache_resource(show_spinner=False)
def _folders() -> event_archive.EventFolderCache:
    return event_archive.EventFolderCache()


def folder(name: str, stored: StoredEvent | None) -> pathlib.Path:
    """The folder of an event of ``events()``: its own, or one made for it out of the database. Raises OSError, ``NoDatabase``."""
    if stored is None:
        return _own(name).parent
    held = database()
    if held is None:
        raise OSError(2, f"event {name} is gone")
    return _folders().folder(stored, held.packed)


def revision_folder(stored: StoredEvent) -> pathlib.Path:
    """A folder with an earlier revision of an event. Raises OSError, ``NoDatabase``."""
    return _earlier().folder(stored, writable_database().packed)


@st.cache_resource(show_spinner=False)
def _earlier() -> event_archive.EventFolderCache:
    return event_archive.EventFolderCache()


def _state(folder: str | pathlib.Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file of an event changes."""
    return tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in _files(pathlib.Path(folder)) if p.is_file())


@st.cache_resource(show_spinner=False)
def _read() -> dict[object, Event]:
    return {}


def _files(folder: pathlib.Path) -> list[pathlib.Path]:
    return sorted([*folder.glob("*"), *folder.glob("*/*")])


def event(folder: str | pathlib.Path) -> Event:
    """The Event in a folder, read once a state as long as there is room. Raises ``UnreadableEvent``."""
    key = (str(folder), _state(folder))
    held = _read()
    found = held.get(key)
    if found is None:
        found = read_event(folder)
    with LOCK:
        _room(held, key, found, MOST_LETTERS, lambda e: LEAST_LETTERS + sum(len(a.text) for a in e.articles))
    return found


def _room(held: dict[Any, Kept], key: object, found: Kept, most: int, size: Callable[[Kept], int]) -> None:
    """Keep something, and let the least recently used go until no more than ``most`` is kept (or this alone)."""
    held.pop(key, None)
    held[key] = found
    whole = sum(map(size, held.values()))
    while whole > most and len(held) > 1:
        whole -= size(held.pop(next(iter(held))))


@st.cache_resource(show_spinner=False)
def reader() -> Reader:
    """Reads what people bring, in processes of its own."""
    return Reader()


@st.cache_resource(show_spinner=False)
def _shipped_outlets() -> dict[str, Outlet]:
    return read_outlets()


def outlets() -> dict[str, Outlet]:
    """Everything known about outlets: the shipped table, and what people added on this server."""
    said = said_of_outlets()
    return merged(_shipped_outlets(), said) if said else _shipped_outlets()


def said_of_outlets() -> dict[str, str]:
    """{outlet id: what people added (JSON)}; nothing where the database does not answer."""
    try:
        held = database()
        return held.said_of_outlets() if held else {}
    except Exception:  # said on the pages by who asks for decisions
        return {}


@st.cache_resource(show_spinner=False)
def _made() -> dict[str, Comparison]:
    return {}


@st.cache_resource(show_spinner=False)
def _works() -> dict[str, Work]:
    return {}


@st.cache_resource(show_spinner=False)
def _chosen() -> dict[object, tuple[Comparison, Comparison]]:
    return {}


def chosen(
    comparison: Comparison,
    articles: Iterable[str],
    threshold: float,
    dismissed: Sequence[Contradiction] = (),
    decided: Mapping[str, Decision] | None = None,
) -> Comparison:
    """``comparison`` among some articles, at a threshold, as people decided ({key: Decision}), without the contradictions
    dismissed: made once a state, as its findings are."""
    held = _chosen()
    decided = decided or {}
    verdicts = tuple((d.key, d.matter, d.verdict, d.act) for d in decided.values())
    key = (id(comparison), tuple(articles), threshold, tuple(dismissed), verdicts)
    with LOCK:
        kept = held.get(key)
    if kept is None or kept[0] is not comparison:  # an id may be given to another object later
        found = comparison.among(articles).at(threshold)
        if decided:
            found = decisions.applied(found, decided)
        kept = comparison, found.without(dismissed) if dismissed else found
    with LOCK:
        before = held.pop(key, None)
        kept = before if before is not None and before[0] is comparison else kept  # another was quicker
        _room(held, key, kept, MOST_PARTS, lambda pair: _parts(pair[1]))
    return kept[1]


def database_address() -> str:
    """The address of the database, as SQLAlchemy takes it: what the setting says, else a file beside the events."""
    named = settings.current().database
    if named:
        return named
    events = events_folder().resolve()
    first = events / "decisions.sqlite"  # what it was called when it held nothing else
    return f"sqlite:///{first if first.exists() else events / 'lesarten.sqlite'}"


@st.cache_resource(show_spinner=False, max_entries=5)
def _database(address: str) -> "Database":
    # brings SQLAlchemy: not before there is something to read or to write
    from components.storage.database import Database, patience

    return Database(st.connection("lesarten", type="sql", url=address, pool_pre_ping=True, connect_args=patience(address)).engine)


@st.cache_resource(show_spinner=False)
def _down() -> dict[str, tuple[float, Exception]]:
    return {}


def database(writing: bool = False) -> "Database | None":
    """The Database of this server; None where nobody has kept anything yet and nothing is to be written. Raises ``NoDatabase``."""
    address = database_address()
    file = address.removeprefix("sqlite:///").partition("?")[0] if address.startswith("sqlite:///") else ""
    if not writing and file and file != ":memory:" and not os.path.exists(file):
        return None
    down = _down().get(address)
    if down and time.monotonic() - down[0] < PAUSE:
        raise down[1]  # not each page of each visitor waits for what does not answer
    try:
        return _database(address)
    except Exception as failed:
        from components.storage.database import NoDatabase

        wrong = failed if isinstance(failed, NoDatabase) else NoDatabase.because(failed)
        _down()[address] = (time.monotonic(), wrong)
        raise wrong from None


def writable_database() -> "Database":
    """The Database, made where there is none yet. Raises ``NoDatabase``."""
    held = database(writing=True)
    assert held is not None
    return held


def history(folder: str | pathlib.Path, event: str) -> tuple[Decision, ...]:
    """Every Decision about an event in order: those that its folder brings, then those of the database. Raises ``NoDatabase``."""
    brought = _brought(str(folder), _state(folder)) if (pathlib.Path(folder) / decisions.NAME).exists() else ()
    held = database()
    return brought + (held.history(event) if held else ())


def start(event: str, articles: Iterable[str]) -> tuple[list[str] | None, int | None]:
    """(articles, threshold in hundredths) that an event opens with, as somebody chose for all; None each where nobody did."""
    try:
        held = database()
        found = json.loads(held.settings(event).get(START, "{}")) if held else {}
        wanted, threshold = [str(a) for a in found.get("articles", ())], found.get("threshold")
    except Exception:  # damaged, or no database, which is said on the page by who asks for decisions
        return None, None
    chosen = [a for a in articles if a in wanted]
    known = type(threshold) is int and LOWEST <= threshold <= HIGHEST
    return chosen if len(chosen) > 1 else None, threshold if known else None


@st.cache_resource(show_spinner=False, max_entries=20)
def _brought(folder: str, state: object) -> tuple[Decision, ...]:
    try:
        return decisions.read(pathlib.Path(folder) / decisions.NAME)[0]
    except (OSError, UnreadableEvent):
        return ()


class Request(NamedTuple):
    """A comparison to be made."""

    folder: str | pathlib.Path
    event: Event
    encoder: str | None
    judge: str | None
    decided: tuple[Decision, ...]


def comparison(
    folder: str | pathlib.Path,
    event: Event,
    encoder: str = "",
    judge: str = "",
    decided: Iterable[Decision] = (),
    progress: Callable[[str, float], None] = lambda step, share: None,
) -> Comparison:
    """The Comparison of an event: the one stored beside it or in the database where that is valid, else made in a worker process.

    ``event``: with roles and sentence ends as people decided, ``decided``: those Decisions. ``progress(step, share)`` is called every
    moment while the worker works. Raises ``WorkerFailed``.
    """
    found = at_hand(folder, event, encoder, judge)
    if found is not None:
        return found
    request = Request(folder, event, encoder or None, judge or None, tuple(decided))
    return _worked(_key(folder, event, encoder, judge), request, progress)


def _key(folder: str | pathlib.Path, event: Event, encoder: str, judge: str) -> str:
    return comparison_file.key(folder, event, encoder or None) + (f" {judge}" if judge else "")


def at_hand(folder: str | pathlib.Path, event: Event, encoder: str = "", judge: str = "") -> Comparison | None:
    """The Comparison of an event where it need not be made: from memory, from beside the event, or from the database; else None."""
    key = _key(folder, event, encoder, judge)
    found = _made().get(key)
    if found is not None:
        _remember(key, found)  # as the one used last
    elif not judge:
        found = comparison_file.read(folder, event, encoder or None) or _from_database(event, key)
        if found is not None:
            _remember(key, found)
    return found


def _remember(key: str, found: Comparison) -> None:
    with LOCK:
        _room(_made(), key, found, MOST_PARTS, _parts)


def _parts(found: Comparison) -> int:
    """How much of memory a comparison takes, about: its sentences and links."""
    return LEAST_PARTS + len(found.sentences) + len(found.candidates)


def _from_database(event: Event, key: str) -> Comparison | None:
    try:
        held = database()
        text = held.comparison(key) if held else None
        return from_table(json.loads(text), {a.id: a.text for a in event.articles}) if text else None
    except Exception:  # made anew then
        return None


def _keep_comparison(key: str, event: str, packed: str) -> None:
    """For the next start, and for other servers at this database, where there is one."""
    try:
        held = database()
        if held:
            held.keep_comparison(key, event, packed)
    except Exception:
        return  # it can be made again


def stop_work(folder: str | pathlib.Path) -> None:
    """A reader has had enough of waiting; work that others wait for goes on."""
    for work in list(_works().values()):
        if work.folder == str(folder):
            work.stop()


def _worked(key: str, request: Request, progress: Callable[[str, float], None]) -> Comparison:
    works = _works()

    def finished(work: Work) -> None:
        """Called by the work itself, so that what is made is kept although nobody waits any more."""
        found = None if work.given_up else work.found
        if found is not None:
            _remember(key, found)
            if not request.judge:
                _keep_comparison(key, request.event.id, work.packed or json.dumps(to_table(found), ensure_ascii=False))
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
