"""The method page: how it works in plain words, what chose the thresholds, how far it can be trusted, what it cannot see."""

import functools
import tomllib
from typing import Any

import streamlit as st

from components.engine.alignment.links import trust_bands
from components.engine.alignment.model import shipped
from components.engine.comparison import Comparison
from components.engine.data import DATA
from components.views.shared import html
from components.views.shared.screen_text import language, say
from components.views.shared.view import View

STEPS = ("roles", "links", "statements", "contradictions", "speech", "wording", "origins")


@functools.cache
def _measured() -> dict[str, Any]:
    """What was measured, in the order of the page: sections with rows of German, English and value."""
    return tomllib.loads((DATA / "measured.toml").read_text("utf-8"))


def show(view: View) -> None:
    """Steps, model and threshold, measured trust, limits, sources and licences."""
    st.subheader(say("method_title"), anchor=False)
    st.markdown(say("method_intro"))
    st.html(html.listed([(say(f"method_{s}"), say(f"method_{s}_text")) for s in STEPS]))
    st.subheader(say("method_models"), anchor=False)
    comparison = view.comparison
    encoder = say("method_embedded") if comparison.encoder == "embedded" else comparison.encoder
    rows = [
        (say("method_encoder"), encoder),
        (say("method_threshold"), say("method_threshold_text", now=round(100 * comparison.threshold), standard=round(100 * shipped().threshold))),
        (say("method_maybe"), say("method_maybe_text", n=round(100 * comparison.maybe_from))),
    ]  # fmt: skip
    st.html(html.listed(rows))
    _trust(comparison)
    _figures()
    st.subheader(say("method_blind"), anchor=False)
    st.markdown(say("method_blind_text"))
    st.subheader(say("method_licences"), anchor=False)
    st.markdown(say("method_licences_text"))


def _trust(comparison: Comparison) -> None:
    """How often links of each similarity were right in the hand check."""
    st.subheader(say("method_trust"), anchor=False)
    if comparison.encoder != "embedded":
        st.markdown(say("trust_unknown"))
        return
    st.html(html.small(say("method_trust_text")))
    head = [say("method_similarity"), say("method_counted"), say("method_right"), say("column_share")]
    rows = []
    for low, high, right, counted in trust_bands():
        band = f"{round(100 * low)}–{round(100 * high)}"
        rows.append([band, str(counted), str(right), f"{round(100 * right / counted)} %" if counted else "–"])
    st.html(html.table(say("method_trust"), head, rows))


def _figures() -> None:
    which = "german" if language() == "de" else "english"
    for section in _measured()["section"]:
        st.subheader(section[which], anchor=False)
        st.html(html.small(section[f"{which}_note"]))
        rows = [[html.escaped(row[which]), *(html.escaped(_figure(v)) for v in row["values"])] for row in section["row"]]
        st.html(html.table(section[which], section[f"{which}_head"], rows))


def _figure(value: str) -> str:
    """A figure as the reader's language writes it."""
    return value.replace(",", ".").replace(" von ", " of ") if language() == "en" else value
