"""Events at hand: stored in the database or lying in a folder; to download with their decisions, to change, to remove."""

import functools
import pathlib
from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from components import cached, settings
from components.engine.articles.events import Event
from components.engine.articles.outlets import Outlet
from components.engine.decisions import Decision
from components.settings import Permission
from components.sources.file_import import DraftArticle
from components.storage import event_archive
from components.storage.stored_event import StoredEvent
from components.views.shared import html
from components.views.shared.screen_text import say


def add(
    title: str,
    date: str | None,
    drafts: Iterable[DraftArticle],
    outlets: Mapping[str, Outlet],
    who: str = "",
    title_en: str | None = None,
    history: Iterable[Decision] = (),
) -> str:
    """Keep drafts as a new event, with the decisions of the one that they were copied from; returns its id. Raises ``NoDatabase``."""
    packed = event_archive.pack(title, date, drafts, outlets, title_en)
    return _added(event_archive.name_of(title, date), title, packed, who, history)


def bring(raw: bytes, who: str = "") -> tuple[str, int | None] | None:
    """Keep an event out of a .zip; returns (its id, entries of its decisions that made no sense), None for a .zip that holds none.
    Raises ``NoDatabase``, UnreadableEvent, OSError."""
    found = event_archive.imported(raw)
    if found is None:
        return None
    return _added(found.name, found.event.title, found.packed, who, found.history), found.strange


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
    quicker: then the next run says so, and offers to keep both. Raises ``NoDatabase``."""
    from components.storage.database import Overtaken  # brings SQLAlchemy: not before there is something to write

    packed = event_archive.pack(title, date, drafts, outlets, st.session_state.get("editing_title_en"))
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
    changing = settings.allowed(Permission.CHANGE)
    for name, stored in cached.events().items():
        try:
            folder = cached.folder(name, stored)
            event = cached.event(folder)
        except Exception:  # a damaged row, or files that no event can be made of: it can still be removed
            folder, event = None, None
        shown = event or stored
        if shown is None:
            continue
        with st.container(border=True, key=f"event_{name}"):
            st.markdown(f"**{html.literal(shown.title)}**")
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
                    _remove(stored)


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
        said += " · " + say(
            "event_revision", n=stored.revision, who=stored.who or say("nobody"), when=stored.made[:16].replace("T", " ")
        )
    return said


def _packed(folder: pathlib.Path, name: str) -> bytes:
    return event_archive.packed(folder, cached.history(folder, name))


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
                st.error(html.literal(say("decide_failed", why=str(wrong)[:160])))
                return
            st.session_state.pop("event", None)
            st.rerun()
