"""The number table: what is measured, and the figure that each article gives for it, with a link to the text; as CSV, too."""

from collections.abc import Sequence

import streamlit as st

from components.engine.codes import Grade
from components.engine.findings.number_table import Figure, NumberRow
from components.storage import tables
from components.views.shared import article_labels, html, labels, url_state
from components.views.shared.number_text import measured
from components.views.shared.screen_text import language, say
from components.views.shared.sentence_panel import head_of
from components.views.shared.value_text import quantity_text
from components.views.shared.view import View

MOST = 40  # rows of one article each that are shown at once
STATES = {True: "numbers_equal", None: "numbers_rounded", False: "numbers_differ"}


def show(view: View) -> None:
    """The figures of several articles, then those of one, then the passages of a chosen row."""
    st.subheader(say("numbers_title"), anchor=False)
    st.html(html.small(say("numbers_intro")))
    rows = view.comparison.numbers
    if not rows:
        st.markdown(say("numbers_none"))
        return
    columns = article_labels.columns(view)
    several = [r for r in rows if len(_articles(view, r)) > 1]
    alone = [r for r in rows if r not in several]
    head = [say("column_measured"), *(view.labels[a] for a in columns)]
    if several:
        st.html(html.table(say("numbers_title"), head, [_row(view, r, columns) for r in several]))
    else:
        st.markdown(say("numbers_none_shared"))
    if alone:
        with st.expander(say("numbers_alone", n=len(alone))):
            st.html(html.table(say("numbers_title"), head, [_row(view, r, columns) for r in alone[:MOST]]))
    name = f"{view.event.id}-zahlen.csv"
    st.download_button(say("numbers_csv"), tables.as_csv(tables.numbers(view.comparison, _worded)), name, "text/csv")
    _passages(view, several or alone)


def _articles(view: View, row: NumberRow) -> dict[str, list[Figure]]:
    """{article: its figures}"""
    found: dict[str, list[Figure]] = {}
    for figure in row.figures:
        found.setdefault(view.comparison.by_id[figure.sentence].article, []).append(figure)
    return found


def _worded(figure: Figure) -> str:
    return quantity_text(figure.quantity, language())


def _named(view: View, row: NumberRow) -> str:
    what = measured(view, row)
    return say("numbers_length", what=what) if row.dimension == "duration" else what


def _row(view: View, row: NumberRow, columns: Sequence[str]) -> list[str]:
    held = _articles(view, row)
    told = {c.pair for c in view.comparison.contradictions if c.grade == Grade.CLEAR}
    clear = any(frozenset((a.sentence, b.sentence)) in told for a in row.figures for b in row.figures)
    word = "numbers_differ_clear" if clear else STATES[row.agrees()]
    state = f"<div>{html.pale(say(word))}</div>" if len(held) > 1 else ""
    silent = view.comparison.giving_no_figure({f.sentence for f in row.figures}, {row.dimension})
    cells = [f"{html.escaped(_named(view, row))}{state}"]
    for article in columns:
        lines: list[str] = []
        for figure in held.get(article, []):
            said = view.comparison.speech_of.get(figure.sentence)
            whose = say("numbers_whose", who=said.name) if said is not None and said.name and said.speaks_at(figure.start) else ""
            line = html.counted(_worded(figure), 1, None, "")
            if line not in lines:
                lines += [line, *([f"<div>{html.pale(whose)}</div>"] if whose else [])]
        absent = html.nothing(say("wording_absent")) if article in silent else html.pale(say("numbers_unsure"))
        cells.append("".join(lines) or absent)
    return cells


def _passages(view: View, rows: Sequence[NumberRow]) -> None:
    """The sentences of the row that the reader chooses."""
    names = {f"{n}. {_named(view, r)}": r for n, r in enumerate(rows, 1)}
    chosen = st.selectbox(say("numbers_choose"), list(names), index=None, key="numbers_row", placeholder=say("choose"))
    row = names.get(chosen or "")
    if row is None:
        return
    cards: list[str] = []
    for figure in row.figures:
        sentence = view.comparison.by_id[figure.sentence]
        note = labels.note(view.comparison, sentence)
        cards.append(html.card(f"{head_of(view, sentence)}: {_worded(figure)}", html.marked_in(sentence, figure), [note]))
    st.html(html.cards(cards))
    if "read" in view.links:
        selected = url_state.kept(s=row.figures[0].sentence)
        st.page_link(view.links["read"], label=say("to_reading"), icon=url_state.ARROW, query_params=selected)
