"""The overview: the plainest differences, counts, who shares how much with whom, where it stands, and where texts come from."""

import pandas as pd
import streamlit as st

from components.engine.contradictions.disagreements import Disagreement
from components.views.shared import article_labels, charts, html, origins, url_state, versions
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
    st.html(charts.bars(rows))
    st.html(_table(view, rows))
    if len(view.comparison.articles) > 1:
        _overlaps(view)
    _places(view)
    origins.show(view)
    versions.show(view)
    _contradictions(view)


def _overlaps(view: View) -> None:
    rows = charts.overlaps(view)
    if rows.empty:
        return
    st.subheader(say("overlap_title"), anchor=False)
    st.html(html.small(say("overlap_intro")))
    st.html(charts.heat(view, rows))


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


def _table(view: View, rows: pd.DataFrame) -> str:
    """HTML: one row an article with when it appeared and its counts."""
    counts = rows.pivot(index="article", columns="finding", values="sentences").to_dict("index")
    head = [say("column_article"), say("column_published"), say("column_sentences")]
    head += [*(say(f"column_{f}") for f in charts.FINDINGS), say("column_aside")]
    table = []
    for article in (a for a in article_labels.in_order(view.event) if a.id in counts):
        row = counts[article.id]
        day = article_labels.day(article.published) if article.published else say("published_unknown")
        numbers = [sum(row.values()), *(row[f] for f in charts.FINDINGS), view.comparison.count_aside(article.id)]
        table.append([html.word(view.labels[article.id]), html.escaped(day), *(str(n) for n in numbers)])
    return html.table(say("overview_counts"), head, table)


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
