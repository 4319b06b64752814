"""The overview: the plainest differences, counts, who shares how much with whom, where it stands, and where texts come from."""

import pandas as pd
import streamlit as st

from components.engine.articles.outlets import find_outlet
from components.engine.contradictions.disagreements import Disagreement
from components.views.shared import article_labels, charts, html, origins, url_state
from components.views.shared.data_grid import frame
from components.views.shared.labels import title, worded
from components.views.shared.screen_text import say
from components.views.shared.sentence_panel import head_of
from components.views.shared.view import View

MOST_PASSAGES = 12
WHOLE = (0, 100)  # the stretch of an article, in percent, that is all of it


def show(view: View) -> None:
    """Charts, tables and lists for what is compared."""
    st.subheader(say("overview_counts"), anchor=False)
    rows = charts.counts(view)
    st.altair_chart(charts.bars(rows), width="stretch", alt=say("chart_alt"))
    st.dataframe(_table(view, rows), hide_index=True, width="stretch")
    if len(view.comparison.articles) > 1:
        _overlaps(view)
    _places(view)
    origins.show(view)
    _contradictions(view)


def _overlaps(view: View) -> None:
    rows = charts.overlaps(view)
    if rows.empty:
        return
    st.subheader(say("overlap_title"), anchor=False)
    st.html(html.small(say("overlap_intro")))
    st.altair_chart(charts.heatmap(view, rows), width="stretch", alt=say("overlap_alt"))


def _places(view: View) -> None:
    """The strips, and a slider that chooses the stretch whose sentences are listed below; its ends are in the address."""
    rows = charts.places(view)
    if rows.empty:
        return
    st.subheader(say("strip_title"), anchor=False)
    st.html(html.small(say("strip_intro")))
    slot = st.container()
    chosen = st.slider(say("strip_span"), 0, 100, WHOLE, step=5, format="%d %%", key="span", bind="query-params")
    span = min(chosen), max(chosen)
    with slot:
        st.altair_chart(charts.strips(view, rows, span), width="stretch", alt=say("strip_alt"))
    if span == WHOLE:
        return
    inside = rows[rows.place.between(*span) & ~rows.finding.isin(["unique", charts.DOUBTFUL])]
    st.markdown(say("strip_chosen", n=len(inside), first=span[0], last=span[1]))
    cards = []
    most = pd.DataFrame(inside).sort_values("others", ascending=False, kind="stable").head(MOST_PASSAGES)
    for name, others in zip(most["id"], most["others"]):
        sentence = view.comparison.by_id[name]
        cards.append(html.card(head_of(view, sentence), html.escaped(sentence.text), [say("strip_others", n=int(others))]))
    st.html(html.cards(cards))
    if len(inside) > MOST_PASSAGES:
        st.html(html.small(say("wording_more", n=len(inside) - MOST_PASSAGES)))


def _table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    wide = rows.pivot(index="article", columns="finding", values="sentences")
    aside = {a: view.comparison.count_aside(a) for a in wide.index}
    table = []
    for article in article_labels.in_order(view.event):
        if article.id in wide.index:
            row = wide.loc[article.id]
            table.append(
                {
                    say("column_article"): view.labels[article.id],
                    say("column_outlet"): find_outlet(article.outlet, view.outlets).name,
                    say("column_published"): article_labels.day(article.published)
                    if article.published
                    else say("published_unknown"),
                    say("column_sentences"): int(row.sum()),
                    **{say(f"column_{f}"): int(row[f]) for f in charts.FINDINGS},
                    say("column_aside"): aside[article.id],
                }
            )
    return frame(list(table[0]), (list(row.values()) for row in table)) if table else pd.DataFrame()


def _contradictions(view: View) -> None:
    """Each disagreement in one line."""
    found = view.comparison.disagreements
    st.subheader(say("overview_contradictions", n=len(found)), anchor=False)
    if not found:
        st.markdown(say("overview_none"))
    st.html(html.listed([(title(d), _line(view, d)) for d in found]))
    if found and "contradictions" in view.links:
        st.page_link(view.links["contradictions"], label=say("to_contradictions"), icon=url_state.ARROW)


def _line(view: View, disagreement: Disagreement) -> str:
    """What each side says, each article's value once."""
    return " / ".join(dict.fromkeys(f"{view.label_of(s.sentence)}: {worded(s)}" for s in disagreement.sides))
