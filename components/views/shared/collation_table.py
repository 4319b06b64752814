"""One quotation in its versions, as a table."""

import streamlit as st

from components.engine.findings.collation import Collation
from components.views.shared import html
from components.views.shared.screen_text import say
from components.views.shared.view import View


def show_collation(view: View, collation: Collation) -> None:
    """One quotation as a table: a row a wording, a column a step; where they differ is marked and has the sign ≠."""
    name = say("wording_quote_of", who=collation.speaker or say("somebody"))
    head = [name, *("=" if c.same else "≠" for c in collation.columns)]
    articles = [view.comparison.by_id[w.sentence].article for w in collation.wordings]
    outlets = [view.comparison.outlet_of[a] for a in articles]
    rows = [[html.escaped(view.labels[a])] for a in articles]
    for column in collation.columns:
        users: dict[str, set[str]] = {}
        for words, outlet in zip(column.cells, outlets):
            users.setdefault((words or "").casefold(), set()).add(outlet)
        for row, words in zip(rows, column.cells):
            own = bool(words) and not column.same and len(users[(words or "").casefold()]) == 1
            row.append(html.word("…" if words is None else words or "–", "own" if own else ""))
    st.html(html.table(name, head, rows, "flowing"))
