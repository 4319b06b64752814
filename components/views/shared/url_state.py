"""Choices kept in the address by name, not by what they are called in the reader's language; and what outlives a change of page."""

from collections.abc import Callable, Sequence

import streamlit as st

ARROW = ":material/arrow_forward:"  # before a link to another page
# Entries of a fixed link: fingerprints of the texts, of the program, and of what was decided.
HASH, PROGRAM, FROZEN = STATE = ("texts", "made", "decisions")
KEPT = ("event", *STATE)  # plain entries of the address
UNKNOWN = "unknown_event"  # what the address named as an event and is none
WIDGETS = ("articles", "threshold", "encoder", "judge")  # entries of widgets above every page; the address decides what they show


def several(name: str, options: Sequence[str], label: str, words: Callable[[str], str]) -> list[str]:
    """Any number of ``options`` as pills; the address holds their names, joined by full stops."""
    if len(options) < 2 and not st.query_params.get(name):
        return []
    asked = [o for o in st.query_params.get(name, "").split(".") if o in options]
    return st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=words,
        default=asked,
        key=f"pills_{name}",
        on_change=_keep,
        args=(name,),
    )


def one(name: str, options: Sequence[str], label: str, words: Callable[[str], str]) -> str:
    """One of ``options``, the first if the address names none, as a segmented control."""
    asked = st.query_params.get(name)
    start = asked if asked is not None and asked in options else options[0]
    chosen = st.segmented_control(
        label, options, format_func=words, default=start, required=True, key=f"pills_{name}", on_change=_keep, args=(name,)
    )
    return start if chosen is None else chosen


def _keep(name: str) -> None:
    chosen = st.session_state[f"pills_{name}"]
    text = ".".join(chosen) if isinstance(chosen, list) else chosen
    if text:
        st.query_params[name] = text
    elif name in st.query_params:
        del st.query_params[name]


def kept(**changes: str) -> dict[str, str]:
    """What a link to another page takes along besides the widgets' own entries; not an event that there is none of."""
    unknown = st.session_state.get(UNKNOWN)
    held = {name: st.query_params[name] for name in KEPT if name in st.query_params}
    return {name: value for name, value in held.items() if name != "event" or value != unknown} | changes


def carry(page: str) -> None:
    """On a change of page, bring along what the menu's links leave behind; all at once, so that it is one step of the history."""
    state = st.session_state
    if state.get("page") not in {None, page}:
        missing = {name: value for name, value in state.get("carried", {}).items() if name not in st.query_params}
        if missing:
            st.query_params.update(missing)
    state.page = page


def remember() -> None:
    """What the next page gets: to be called when the widgets above every page are there."""
    held = {name: st.query_params.get_all(name) for name in (*WIDGETS, *KEPT)}
    st.session_state.carried = {name: values for name, values in held.items() if values}


def write(name: str, values: Sequence[str], standard: Sequence[str]) -> None:
    """Put values into the address, or nothing where they are what the page begins with."""
    if list(values) != list(standard):
        st.query_params[name] = list(values) or ""
    elif name in st.query_params:
        del st.query_params[name]


def forget(*names: str) -> None:
    """Drop entries from the address, and from what the next page gets."""
    for name in names:
        st.query_params.pop(name, None)
        st.session_state.get("carried", {}).pop(name, None)
