"""One quotation in its versions, as a table."""

import streamlit as st

from components.views.shared import html
from components.views.shared.screen_text import say


def show_collation(view, collation):
    """One quotation as a table: a row a wording, a column a step; where they differ is marked and has the sign ≠."""
    name = say("wording_quote_of", who=collation.speaker or say("somebody"))
    head = [name, *("=" if c.same else "≠" for c in collation.columns)]
    articles = [view.comparison.by_id[w.sentence].article for w in collation.wordings]
    outlets = [view.comparison.outlet_of[a] for a in articles]
    rows = [[html.escaped(view.labels[a])] for a in articles]
    for column in collation.columns:
        users = {}
        for words, outlet in zip(column.cells, outlets):
            users.setdefault((words or "").casefold(), set()).add(outlet)
        for row, words in zip(rows, column.cells):
            own = words and not column.same and len(users[words.casefold()]) == 1
            shown = "…" if words is None else words or "–"
            row.append(f'<span class="{"own" if own else ""}" lang="de">{html.escaped(shown)}</span>')
    st.html(html.table(name, head, rows, "flowing"))
