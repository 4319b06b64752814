"""Events at hand: stored in the database or lying in a folder; to download with their decisions, to change, to remove."""

import functools
import pathlib
from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from components import cached, settings
from components.engine.articles.events import Event
from components.engine.articles.outlets import Outlet, find_outlet
from components.engine.decisions import Decision
from components.engine.messages import Refusal
from components.settings import Permission
from components.sources.file_import import DraftArticle
from components.storage import event_archive
from components.storage.event_archive import ImportedEvent
from components.storage.stored_event import StoredEvent
from components.views.shared import html
from components.views.shared.screen_text import reason, say

MOST_SHOWN = 20  # events that have buttons; the others are found by their titles
MOST_REVISIONS = 10  # earlier ones that can be opened


class NotKept(Refusal):
    """What was to be kept could not be read again."""


def add(
    title: str,
    date: str | None,
    drafts: Iterable[DraftArticle],
    outlets: Mapping[str, Outlet],
    who: str = "",
    title_en: str | None = None,
    history: Iterable[Decision] = (),
) -> str:
    """Keep drafts as a new event, with the decisions of the one that they were copied from; returns its id. Raises ``NoDatabase``,
    ``NotKept``."""
    return _added(event_archive.name_of(title, date), title, _packed_well(title, date, drafts, outlets, title_en), who, history)


def _packed_well(
    title: str, date: str | None, drafts: Iterable[DraftArticle], outlets: Mapping[str, Outlet], title_en: str | None
) -> bytes:
    """Drafts as a .zip that was read back: what cannot be read again does not count as kept. Raises ``NotKept``."""
    drafts = tuple(drafts)
    packed = event_archive.pack(title, date, drafts, outlets, title_en)
    found = cached.reader().bring("event.zip", packed)
    refused = (*found.refused, *(found.event.refused if found.event else ()))
    if refused:
        raise NotKept(refused[0].why.code, **dict(refused[0].why.values))
    if found.event is None or [a.text for a in found.event.event.articles] != [d.text for d in drafts]:
        raise NotKept("bring_not_as_it_was")
    return packed


def bring(found: ImportedEvent, who: str = "") -> str:
    """Keep an event out of a .zip; returns its id. Raises ``NoDatabase``."""
    kept = cached.said_of_outlets()
    for outlet, said in found.outlets.items():
        if outlet not in kept and settings.allowed(Permission.CHANGE):  # it holds for everybody on this server
            cached.writable_database().say_of_outlet(outlet, said, who)
    return _added(found.name, found.event.title, found.packed, who, found.history)


def _added(name: str, title: str, packed: bytes, who: str, history: Iterable[Decision] = ()) -> str:
    taken = cached.events()  # a folder may have the name; two people at once get two names from the database
    free = next(n for k in range(1, 1000) if (n := name if k == 1 else f"{name}-{k}") not in taken)
    return cached.writable_database().add_event(free, title, packed, who, history).event


def change(
    editing: StoredEvent,
    title: str,
    date: str | None,
    drafts: Iterable[DraftArticle],
    outlets: Mapping[str, Outlet],
    who: str = "",
) -> str | None:
    """Keep another revision of the event that was opened as ``editing`` (StoredEvent); returns its id, None where somebody else was
    quicker: then the next run says so, and offers to keep both. Raises ``NoDatabase``, ``NotKept``."""
    from components.storage.database import Overtaken  # brings SQLAlchemy: not before there is something to write

    packed = _packed_well(title, date, drafts, outlets, st.session_state.get("editing_title_en"))
    try:
        return cached.writable_database().change_event(editing, title, packed, who).event
    except Overtaken as other:
        now = other.stored
        told = (
            say("edit_overtaken", who=now.who or say("nobody"), when=now.made[:16].replace("T", " "))
            if now
            else say("edit_removed")
        )
        st.session_state.setdefault("bring_failed", []).append(told)
        st.session_state.editing = None  # the next click keeps this version beside the other
        return None


def show(edit: Callable[[Event, StoredEvent | None], None], busy: bool) -> None:
    """Every event with its buttons. ``edit``: called with (Event, its StoredEvent or None) where one is to be changed; ``busy``: whether there
    are drafts that this would cost."""
    st.subheader(say("bring_kept"), anchor=False)
    st.html(html.small(say("bring_export_help")))
    events = cached.events()
    if cached.stored_events() is None:
        st.warning(say("events_unread"))
    wanted = ""
    if len(events) > MOST_SHOWN:
        wanted = (st.text_input(say("event_find"), key="event_find", max_chars=100) or "").casefold()
    found = [n for n, stored in events.items() if wanted in f"{n} {stored.title if stored else ''}".casefold()]
    if len(found) > MOST_SHOWN:
        st.html(html.small(say("event_more", n=len(found) - MOST_SHOWN)))
    for name in found[:MOST_SHOWN]:
        _one(name, events[name], edit, busy)


def _one(name: str, stored: StoredEvent | None, edit: Callable[[Event, StoredEvent | None], None], busy: bool) -> None:
    """An event with its buttons."""
    changing = settings.allowed(Permission.CHANGE)
    try:
        folder = cached.folder(name, stored)
        event = cached.event(folder)
    except Exception:  # a damaged row, or files that no event can be made of: it can still be removed
        folder, event = None, None
    title = event or stored
    if title is None:
        return
    with st.container(border=True, key=f"event_{name}"):
        st.markdown(f"**{html.literal(title.title)}**")
        st.html(html.small(_line(name, event, stored)))
        with st.container(horizontal=True):
            if event and folder:
                _take(name, folder)
                if changing or not stored:
                    st.button(
                        say("event_edit" if stored else "event_copy"),
                        key=f"edit_{name}",
                        on_click=edit,
                        args=(event, stored),
                        disabled=busy,
                        help=say("edit_busy") if busy else None,
                    )
            if stored and changing:
                if stored.revision > 1:
                    _earlier(stored, edit, busy)
                _remove(stored)


def _earlier(stored: StoredEvent, edit: Callable[[Event, StoredEvent | None], None], busy: bool) -> None:
    """Earlier revisions, to be opened as drafts: kept, one of them becomes the newest."""
    with st.popover(say("event_earlier"), disabled=busy, help=say("edit_busy") if busy else None):
        try:
            revisions = cached.writable_database().revisions(stored.event)
        except Exception as wrong:
            st.error(html.literal(reason(wrong)))
            return
        for found in [r for r in revisions if r.revision < stored.revision][:MOST_REVISIONS]:
            st.button(
                say("event_revision", n=found.revision, who=html.literal(found.who) or say("nobody"), when=_minute(found)),
                key=f"earlier_{found.event}_{found.revision}",
                on_click=_open_earlier,
                args=(found, stored, edit),
            )


def _open_earlier(found: StoredEvent, stored: StoredEvent, edit: Callable[[Event, StoredEvent | None], None]) -> None:
    try:
        event = cached.event(cached.revision_folder(found))
    except Exception:
        st.session_state.setdefault("bring_failed", []).append(say("event_damaged"))
        return
    edit(event, stored)


def _minute(stored: StoredEvent) -> str:
    return stored.made[:16].replace("T", " ")


def _take(name: str, folder: pathlib.Path) -> None:
    st.download_button(
        say("event_zip"),
        functools.partial(_packed, folder, name),
        f"{name}.zip",
        "application/zip",
        key=f"zip_{name}",
        on_click="ignore",
    )


def _line(name: str, event: Event | None, stored: StoredEvent | None) -> str:
    said = say("event_line", name=name, n=len(event.articles)) if event else say("event_damaged")
    if stored:
        said += " · " + say("event_revision", n=stored.revision, who=stored.who or say("nobody"), when=_minute(stored))
    return said


def _packed(folder: pathlib.Path, name: str) -> bytes:
    said = cached.said_of_outlets()
    here = {find_outlet(a.outlet, cached.outlets()).id for a in cached.event(folder).articles}
    return event_archive.packed(folder, cached.history(folder, name), {o: text for o, text in said.items() if o in here})


def _remove(stored: StoredEvent) -> None:
    """Two clicks: what is removed is gone with its decisions, for everybody."""
    with st.popover(say("event_remove")):
        st.markdown(say("event_remove_sure"))
        if st.button(say("event_remove_yes"), key=f"remove_{stored.event}"):
            from components.storage.database import Overtaken

            try:
                cached.writable_database().remove_event(stored, st.session_state.get("who", ""))
            except Overtaken as other:
                st.error(say("edit_removed_already") if other.stored is None else say("remove_overtaken"))
                return
            except Exception as wrong:
                st.error(html.literal(say("decide_failed", why=reason(wrong))))
                return
            st.session_state.pop("event", None)
            st.rerun()
