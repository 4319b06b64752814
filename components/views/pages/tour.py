"""A guided tour of at most five stops, chosen by the data: for a meeting, and as the short answer to "what differs?"."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.engine.codes import Grade
from components.engine.contradictions.contradiction import Contradiction
from components.engine.findings.ledger import Row
from components.engine.findings.most_different import Heard, Missing, Unequal
from components.views.shared import article_labels, html, url_state
from components.views.shared.collation_table import show_collation
from components.views.shared.highlights import stops
from components.views.shared.labels import assertion, note, why
from components.views.shared.screen_text import say
from components.views.shared.sentence_panel import head_of
from components.views.shared.view import View


def show(view: View) -> None:
    """One stop at a time, with the way to the next; the address names the stop."""
    st.subheader(say("tour_title"), anchor=False)
    found = stops(view)
    if not found:
        st.markdown(say("tour_none"))
        return
    kinds = [s.kind for s in found]
    numbers = {s.kind: f"{n}. {say(f'stop_{s.kind}')}" for n, s in enumerate(found, 1)}
    chosen = url_state.one("stop", kinds, say("tour_stop"), numbers.__getitem__)
    stop = found[kinds.index(chosen)]
    st.markdown(f"#### {html.literal(stop.line)}")
    SHOWN[stop.kind](view, stop.found)
    st.html(html.small(say(f"stop_{stop.kind}_why")))
    with st.container(horizontal=True):
        at = kinds.index(chosen)
        if at:
            st.button(say("tour_back"), on_click=_go, args=(kinds[at - 1],))
        if at + 1 < len(kinds):
            st.button(say("tour_on"), on_click=_go, args=(kinds[at + 1],))
        if stop.page in view.links:
            st.page_link(
                view.links[stop.page],
                label=say(f"to_{stop.page}"),
                icon=url_state.ARROW,
                query_params=url_state.kept(**stop.params),
            )


def _go(kind: str) -> None:
    st.session_state.pills_stop = kind
    st.query_params["stop"] = kind


def _show_contradiction(view: View, found: Contradiction) -> None:
    cards = []
    for side in found.sides:
        sentence = view.comparison.by_id[side.sentence]
        body = html.marked_in(sentence, side)
        kind = "clash" if found.grade == Grade.CLEAR else "doubt"
        cards.append(html.card(head_of(view, sentence), body, [note(view.comparison, sentence)], kind))
    st.html(html.cards(cards))
    st.markdown(html.literal(why(found)))


def _show_row(view: View, row: Row, first: Sequence[str] = ()) -> None:
    """Every article's passage of a fact, those of ``first`` in front, and who has none."""
    held = row.articles
    order = [*first, *(a for a in article_labels.columns(view) if a not in first)]
    cards = []
    for article in order:
        if article in row.likely:
            cell = held[article]
            sentence = view.comparison.by_id[cell.sentences[0]]
            notes = [say(f"place_{cell.place}"), assertion(view.comparison.speech_of[sentence.id])]
            cards.append(html.card(head_of(view, sentence), html.escaped(sentence.text), notes))
    lacking = [view.labels[a] for a in order if row.lacks(a)]
    doubtful = [view.labels[a] for a in order if (a in held and a not in row.likely) or a in row.maybe]
    st.html(html.cards(cards))
    if doubtful:
        st.markdown(html.literal(say("ledger_doubtful", outlets=", ".join(doubtful))))
    if lacking:
        st.markdown(html.literal(say("ledger_lacking", outlets=", ".join(lacking))))


def _show_unequal(view: View, found: Unequal) -> None:
    _show_row(view, found.row, (found.first, found.last))


def _show_missing(view: View, found: Missing) -> None:
    _show_row(view, found.row)


def _show_heard(view: View, found: Heard) -> None:
    total = {a: sum(len(s.text.split()) for s in view.comparison.text_sentences if s.article == a) for a, _ in found.words}
    words = dict(found.words)
    rows = []
    for article in article_labels.columns(view):
        share = round(100 * words[article] / max(1, total[article]))
        passages = sum(view.comparison.by_id[p].article == article for p in found.passages)
        rows.append([view.labels[article], str(passages), say("of", part=words[article], whole=total[article]), f"{share} %"])
    head = [say(k) for k in ("column_article", "column_sentences", "column_words", "column_share")]
    st.html(html.table(say("stop_voices"), head, [[html.escaped(c) for c in r] for r in rows]))


SHOWN: dict[str, Callable[[View, Any], None]] = {
    "contradiction": _show_contradiction,
    "unequal": _show_unequal,
    "quote": show_collation,
    "missing": _show_missing,
    "voices": _show_heard,
}
