"""Events at hand: kept in the database or lying in a folder; to download with their decisions, to change, to remove."""

import functools

import streamlit as st

from components import cached
from components.engine import keeping
from components.engine.articles import UnreadableEvent
from components.views import markup
from components.views.words import say


def add(title, date, drafts, outlets, who="", title_en=None):
    """Keep drafts as a new event; returns its id. Raises ``NoDatabase``."""
    packed = keeping.pack(title, date, drafts, outlets, title_en)
    return _added(keeping.name_of(title, date), title, packed, who)


def bring(raw, who=""):
    """Keep an event out of a .zip; returns (its id, entries of its decisions that made no sense), None for a .zip that holds none.
    Raises ``NoDatabase``, UnreadableEvent, OSError."""
    found = keeping.brought(raw)
    if found is None:
        return None
    name = _added(found.name, found.event.title, found.packed, who)
    cached.database(writing=True).adopt(name, found.history)
    return name, found.strange


def _added(name, title, packed, who):
    taken = cached.event_folders()  # a folder may have the name; two people at once get two names from the database
    free = next(n for k in range(1, 1000) if (n := name if k == 1 else f"{name}-{k}") not in taken)
    return cached.database(writing=True).add_event(free, title, packed, who).event


def change(editing, title, date, drafts, outlets, who=""):
    """Keep another revision of the event that was opened as ``editing`` (database.Kept); returns its id, None where somebody else was
    quicker: then it says so and offers to keep both. Raises ``NoDatabase``."""
    from components.engine.database import Overtaken  # brings SQLAlchemy: not before there is something to write

    packed = keeping.pack(title, date, drafts, outlets, st.session_state.get("editing_title_en"))
    try:
        return cached.database(writing=True).change_event(editing, title, packed, who).event
    except Overtaken as other:
        if other.kept is None:
            st.error(say("edit_removed"))
        else:
            st.error(markup.literal(say("edit_overtaken", who=other.kept.who or say("nobody"), when=other.kept.made[:16])))
        st.session_state.editing = None  # the next click keeps this version beside the other
        return None


def show(edit):
    """Every event with its buttons. ``edit(name, folder, kept)``: called where one is to be changed."""
    st.subheader(say("bring_kept"), anchor=False)
    st.html(markup.small(say("bring_export_help")))
    held = cached.kept_events()
    for name, folder in cached.event_folders().items():
        try:
            event = cached.event(folder)
        except UnreadableEvent:
            continue
        kept = held.get(name)
        with st.container(border=True, key=f"event_{name}"):
            st.markdown(f"**{markup.literal(event.title)}**")
            st.html(markup.small(_line(name, event, kept)))
            with st.container(horizontal=True):
                st.download_button(
                    say("event_zip"),
                    functools.partial(_packed, folder, name),
                    f"{name}.zip",
                    "application/zip",
                    key=f"zip_{name}",
                    on_click="ignore",
                )
                if st.button(say("event_edit" if kept else "event_copy"), key=f"edit_{name}"):
                    edit(event, kept)
                if kept:
                    _remove(name)


def _line(name, event, kept):
    said = say("event_line", name=name, n=len(event.articles))
    if kept:
        said += " · " + say(
            "event_revision", n=kept.revision, who=kept.who or say("nobody"), when=kept.made[:16].replace("T", " ")
        )
    return said


def _packed(folder, name):
    return keeping.packed(folder, cached.history(folder, name))


def _remove(name):
    """Two clicks: what is removed is gone with its decisions, for everybody."""
    with st.popover(say("event_remove")):
        st.markdown(say("event_remove_sure"))
        if st.button(say("event_remove_yes"), key=f"remove_{name}"):
            cached.database(writing=True).remove_event(name)
            st.session_state.pop("event", None)
            st.rerun()
