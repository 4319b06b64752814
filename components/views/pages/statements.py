"""The statement ledger: one row a statement, one column an article; says it, where, and how, or does not."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.engine.findings.different_claims import contradictions
from components.engine.findings.ledger import Row
from components.views.shared import article_labels, corrections, html, url_state
from components.views.shared.data_grid import frame
from components.views.shared.labels import assertion_in
from components.views.shared.matrix import matrix_row, odd_sentences
from components.views.shared.screen_text import say
from components.views.shared.sentence_panel import head_of
from components.views.shared.statement_text import cell, named
from components.views.shared.templating import filled
from components.views.shared.view import View

SORTS = ("spread", "prominence", "disagreement", "order")
VIEWS = ("dots", "grid")
MOST_DOTS = 50  # statements with dots
SHOWN = ("all", "everywhere", "one", "missing")
MISSING_LEAST = 3  # articles that must have a statement for its absence elsewhere to be worth a list


def show(view: View) -> None:
    """Filters, the table, and the passages of the chosen row."""
    st.subheader(say("ledger_title"), anchor=False)
    rows = view.comparison.ledger_rows
    columns = article_labels.columns(view)
    rows = _filtered(view, rows, columns)
    if not rows:
        st.markdown(say("ledger_none"))
        return
    if url_state.one("view", VIEWS, say("ledger_view"), lambda k: say(f"ledger_view_{k}")) == "dots":
        _dots(view, rows, columns)
    else:
        _grid(view, rows, columns)
    _choice(view, rows)
    wanted = st.query_params.get("statement")
    row = next((r for r in rows if r.statement == wanted), None)
    if row is None:
        st.markdown(say("ledger_choose"))
    else:
        _passages(view, row, columns)
        everything = sorted(view.comparison.ledger_rows, key=lambda r: (-len(r.articles), -r.prominence))
        corrections.statement(view, row, everything, lambda r: named(view, r))


def _dots(view: View, rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Full sentences with a dot for each article; a row opens to its passages."""
    found = contradictions(view.comparison)
    shown = [matrix_row(view, r, odd_sentences(r, found)) for r in rows[:MOST_DOTS]]
    labels = [view.labels[a] for a in columns]
    st.html(filled("differences.html.j2", part="style"))
    st.html(filled("differences.html.j2", part="matrix", labels=labels, groups=[("", shown)], total=len(shown), every=0))
    if len(rows) > MOST_DOTS:
        st.html(html.small(say("ledger_dots_more", n=len(rows) - MOST_DOTS)))


def _choice(view: View, rows: Sequence[Row]) -> None:
    """One statement, to see all of it and to set it right."""
    about = st.session_state.pop("decided_about", None)
    if about:  # the statement that was split or joined has another number now
        held = [r for r in rows if any(about in c.sentences for c in r.articles.values())]
        if held:
            st.query_params["statement"] = max(held, key=lambda r: sum(len(c.sentences) for c in r.articles.values())).statement
    names = [r.statement for r in rows]
    told = {r.statement: named(view, r) for r in rows}
    wanted = st.query_params.get("statement")
    st.session_state.statement_chosen = wanted if wanted in told else None
    st.selectbox(
        say("ledger_pick"),
        names,
        format_func=told.__getitem__,
        key="statement_chosen",
        placeholder=say("choose"),
        on_change=_keep_choice,
    )


def _keep_choice() -> None:
    chosen = st.session_state.statement_chosen
    if chosen:
        st.query_params["statement"] = chosen
    else:
        url_state.forget("statement")


def _grid(view: View, rows: Sequence[Row], columns: Sequence[str]) -> None:
    """A table to sort and to copy from."""
    st.html(html.small(say("ledger_intro")))
    table = _table(view, rows, columns)
    picked = st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height=min(38 * (len(table) + 1) + 3, 560),
        on_select="rerun",
        selection_mode="single-row",
        key=f"ledger_rows_{st.session_state.get('decided', 0)}",  # after a decision rows move: none is picked then
        column_config={say("column_statement"): st.column_config.TextColumn(width="large")},
    )
    chosen = picked.selection.rows
    if chosen and chosen[0] < len(rows):
        st.query_params["statement"] = rows[chosen[0]].statement


def _filtered(view: View, rows: Sequence[Row], columns: Sequence[str]) -> Sequence[Row]:
    """The rows that the reader wants, in the order that the reader wants."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = url_state.one("rows", SHOWN, say("ledger_show"), lambda k: say(f"ledger_{k}"))
        order = url_state.one("sort", SORTS, say("ledger_sort"), lambda k: say(f"sort_{k}"))
        lacking = ""
        if shown == "missing":
            lacking = url_state.one("lacks", columns, say("ledger_missing_in"), view.labels.__getitem__)
        text = st.text_input(say("ledger_find"), key="find", bind="query-params")
    if shown == "everywhere":
        rows = [r for r in rows if len(r.articles) == len(columns)]
    elif shown == "one":
        rows = [r for r in rows if len(r.articles) == 1]
    elif shown == "missing":
        least = min(MISSING_LEAST, max(1, len(columns) - 1))
        rows = [r for r in rows if lacking not in r.articles and len(r.articles) >= least and len(r.likely) > 1]
    if text.strip():
        wanted = text.strip().casefold()
        rows = [
            r
            for r in rows
            if any(wanted in view.comparison.by_id[s].text.casefold() for c in r.articles.values() for s in c.sentences)
        ]
    orders: dict[str, Callable[[Row], Any]] = {
        "spread": lambda r: (-len(r.surely), -len(r.likely), -len(r.articles), -r.prominence),
        "prominence": lambda r: (-r.prominence, -len(r.articles)),
        "disagreement": lambda r: (-len(r.otherwise), -len({c.assertion for c in r.articles.values()}), -len(r.articles)),
        "order": lambda r: 0,
    }
    rows = sorted(rows, key=orders[order])
    return sorted(rows, key=lambda r: lacking in r.maybe) if shown == "missing" else rows  # what is plainly missing first


def _table(view: View, rows: Sequence[Row], columns: Sequence[str]) -> pd.DataFrame:
    head = [say("column_statement"), say("column_spread"), *(view.labels[a] for a in columns)]
    told = (say("ledger_spread", articles=len(row.articles), voices=row.voices) for row in rows)
    return frame(head, ([named(view, row), spread, *(cell(row, a) for a in columns)] for row, spread in zip(rows, told)))


def _passages(view: View, row: Row, columns: Sequence[str]) -> None:
    """What each article has of a statement, and who has nothing."""
    st.markdown(f"**{html.literal(named(view, row))}**")
    place_of = view.comparison.place_of
    cards = []
    for article in columns:
        found = row.articles.get(article)
        if found is None:
            continue
        inside = frozenset(s for cell in row.articles.values() for s in cell.sentences)
        for name in found.sentences:
            sentence = view.comparison.by_id[name]
            kind = "clash" if article in row.otherwise else "" if found.sure else "doubt"
            notes = [
                say(f"place_{place_of[name]}"),
                assertion_in(view.comparison, name, inside),
                "" if found.sure else say("ledger_roughly"),
            ]
            cards.append(html.card(head_of(view, sentence), html.escaped(sentence.text), notes, kind))
    st.html(html.cards(cards))
    doubtful = [view.labels[a] for a in columns if a in row.maybe]
    lacking = [view.labels[a] for a in columns if row.lacks(a)]
    for key, outlets in (("ledger_lacking", lacking), ("ledger_doubtful", doubtful)):
        if outlets:
            st.markdown(html.literal(say(key, outlets=", ".join(outlets))))
    if row.voices < len(row.articles):
        st.html(html.small(say("ledger_voices", articles=len(row.articles), voices=row.voices)))
    if "read" in view.links:
        st.page_link(
            view.links["read"], label=say("to_reading"), icon=url_state.ARROW, query_params=url_state.kept(s=row.clearest)
        )
