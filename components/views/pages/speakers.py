"""The speakers page: who gets to say how much in which article, in whose words, and what one article states and another reports."""

import pandas as pd
import streamlit as st

from components.engine.codes import Assertion
from components.engine.german.names import most_frequent
from components.engine.german.white_space import squeezed
from components.views.shared import article_labels, html
from components.views.shared.labels import assertion
from components.views.shared.screen_text import say
from components.views.shared.sentence_panel import head_of
from components.views.shared.view import View

MOST_SPEAKERS = 14
MOST_STATEMENTS = 20


def show(view: View) -> None:
    """Chart, the passages of one speaker, and statements told differently."""
    st.subheader(say("speakers_title"), anchor=False)
    rows = table(view)
    if rows.empty:
        st.markdown(say("speakers_none"))
        return
    st.html(html.small(say("speakers_intro")))
    st.html(_heat(view, rows))
    _passages(view, rows)
    _told_differently(view)


def table(view: View) -> pd.DataFrame:
    """One row a speaker and article: speaker, name, label, passages, direct, indirect, words, verbs; speakers by words, most first."""
    names: dict[str, list[str]] = {}
    found: list[dict[str, object]] = []
    for voice in view.comparison.voices:
        names.setdefault(voice.speaker, []).append(voice.name)
    shown = {k: most_frequent(v) for k, v in names.items()}
    for voice in view.comparison.voices:
        found.append(
            {
                "speaker": voice.speaker, "name": shown[voice.speaker], "article": voice.article, "label": view.labels[voice.article],
                "passages": len(voice.passages), "direct": voice.direct, "indirect": voice.indirect,
                "words": voice.direct + voice.indirect, "verbs": ", ".join(voice.verbs), "ids": voice.passages,
            }
        )  # fmt: skip
    return pd.DataFrame(found)


def order(rows: pd.DataFrame) -> list[str]:
    """Speakers by all their words, most first."""
    sums = rows.groupby("name").words.sum()
    return list(sums.sort_values(ascending=False, kind="stable").index)


def _heat(view: View, rows: pd.DataFrame) -> str:
    """HTML: the sentences of each speaker in each article."""
    labels = [view.labels[a] for a in article_labels.columns(view)]
    names = order(rows)[:MOST_SPEAKERS]
    held: dict[tuple[str, str], list[int]] = {}
    for row in rows.to_dict("records"):
        sums = held.setdefault((row["name"], row["label"]), [0, 0, 0])
        held[row["name"], row["label"]] = [n + row[key] for n, key in zip(sums, ("passages", "direct", "indirect"))]
    most = max(1, max(sums[0] for (name, _), sums in held.items() if name in names))

    def cell(name: str, label: str) -> tuple[str, str, float]:
        passages, direct, indirect = held.get((name, label), (0, 0, 0))
        told = say("speakers_cell", passages=passages, direct=direct, indirect=indirect) if passages else ""
        return str(passages or "–"), told, passages / most

    return html.heat(
        say("speakers_alt"), [say("column_speaker"), *labels], ((name, [cell(name, x) for x in labels]) for name in names)
    )


def _passages(view: View, rows: pd.DataFrame) -> None:
    """All passages of the speaker that the reader chooses, article by article."""
    names = order(rows)
    who = st.selectbox(say("speakers_choose"), names, key="who", bind="query-params")
    held = rows[rows.name == who]
    total = say(
        "speakers_total",
        who=who,
        passages=int(held.passages.sum()),
        direct=int(held.direct.sum()),
        indirect=int(held.indirect.sum()),
    )
    st.markdown(html.literal(total))
    silent = [
        view.labels[a.id]
        for a in article_labels.in_order(view.event)
        if a.id in view.comparison.outlet_of and a.id not in set(held.article)
    ]
    if silent:
        st.markdown(html.literal(say("speakers_silent", who=who, outlets=", ".join(silent))))
    place = {s.id: n for n, s in enumerate(view.comparison.sentences)}
    columns = {a.id: n for n, a in enumerate(article_labels.in_order(view.event))}
    passages = sorted(
        (name for ids in held.ids for name in ids), key=lambda s: (columns[view.comparison.by_id[s].article], place[s])
    )
    cards = []
    for name in passages:
        sentence = view.comparison.by_id[name]
        cards.append(
            html.card(head_of(view, sentence), html.escaped(sentence.text), [assertion(view.comparison.speech_of[name])])
        )
    st.html(html.cards(cards))


def _told_differently(view: View) -> None:
    """What one article states itself and another only reports."""
    found = view.comparison.told_differently
    st.subheader(say("told_title", n=len(found)), anchor=False)
    st.html(html.small(say("told_intro")))
    for own, others in found[:MOST_STATEMENTS]:
        cards = [_told_card(view, name) for name in (own, *others)]
        with st.expander(html.literal(squeezed(view.comparison.by_id[own].text))):
            st.html(html.cards(cards))
    if len(found) > MOST_STATEMENTS:
        st.html(html.small(say("told_more", n=len(found) - MOST_STATEMENTS)))


def _told_card(view: View, name: str) -> str:
    sentence, said = view.comparison.by_id[name], view.comparison.speech_of[name]
    head = f"{view.labels[sentence.article]}: {assertion(said)}"
    return html.card(head, html.escaped(sentence.text), kind="" if said.assertion == Assertion.STATED else "doubt")
