"""The overview: how many sentences of each article are shared, contradicting, unique; the contradictions as cards."""

import altair as alt
import pandas as pd
import streamlit as st

from components.engine.articles import find_outlet
from components.views import address, articles_shown, markup
from components.views.told import title, worded
from components.views.words import say

FINDINGS = ("shared", "contradicting", "unique")
COLOURS = ("#3b7dd8", "#d1453b", "#9aa0a8")  # told apart by lightness, too; the bars also carry their numbers


def show(view):
    """Chart, table and cards for what is compared."""
    st.subheader(say("overview_counts"), anchor=False)
    rows = counts(view)
    st.altair_chart(_chart(rows), width="stretch", alt=say("chart_alt"))
    st.dataframe(_table(view, rows), hide_index=True, width="stretch")
    found = view.comparison.contradictions
    st.subheader(say("overview_contradictions", n=len(found)), anchor=False)
    if not found:
        st.markdown(say("overview_none"))
    for contradiction in found:
        st.markdown(f"- {markup.literal(_line(view, contradiction))}")
    if found and "contradictions" in view.pages:
        st.page_link(view.pages["contradictions"], label=say("to_contradictions"), icon=address.ARROW)


def counts(view):
    """One row an article and finding: article, label, finding, sentences, all."""
    rows = []
    for article in articles_shown.in_order(view.event):
        if article.id not in view.comparison.outlet_of:
            continue
        numbers = {f: view.comparison.count(f, article.id) for f in FINDINGS}
        rows += [
            {"article": article.id, "label": view.labels[article.id], "finding": f, "sentences": n, "all": sum(numbers.values())}
            for f, n in numbers.items()
        ]
    return pd.DataFrame(rows)


def _chart(rows):
    names = {f: say(f"column_{f}") for f in FINDINGS}
    rows = rows.assign(
        finding=rows.finding.map(names),
        place=rows.finding.map({f: n for n, f in enumerate(FINDINGS)}),
        part=rows.apply(_part, axis=1),
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", title=None, sort=list(dict.fromkeys(rows.label)), axis=alt.Axis(labelLimit=160)),
        x=alt.X("sentences:Q", title=say("overview_chart_title"), stack=True, axis=alt.Axis(tickMinStep=1)),
        order=alt.Order("place:Q"),
    )
    bars = base.mark_bar().encode(
        color=alt.Color(
            "finding:N",
            title=None,
            sort=list(names.values()),
            legend=alt.Legend(orient="top"),
            scale=alt.Scale(domain=list(names.values()), range=list(COLOURS)),
        ),
        tooltip=[
            alt.Tooltip("label:N", title=say("column_article")),
            alt.Tooltip("finding:N", title=say("column_finding")),
            alt.Tooltip("part:N", title=say("column_sentences")),
        ],
    )
    numbers = (
        base.transform_filter("datum.sentences > 0")
        .mark_text(color="white", fontWeight="bold", stroke="#00000055", strokeWidth=2, strokeOpacity=0.35)
        .encode(text="sentences:Q", x=alt.X("middle:Q"))
        .transform_stack(stack="sentences", as_=["from", "to"], groupby=["label"], sort=[alt.SortField("place")])
        .transform_calculate(middle="(datum.from + datum.to) / 2")
    )
    return alt.layer(bars, numbers).properties(height=alt.Step(38))


def _part(row):
    return say("of", part=row.sentences, whole=row["all"])


def _table(view, rows):
    wide = rows.pivot(index="article", columns="finding", values="sentences")
    aside = {a: view.comparison.count_aside(a) for a in wide.index}
    table = []
    for article in articles_shown.in_order(view.event):
        if article.id in wide.index:
            row = wide.loc[article.id]
            table.append(
                {
                    say("column_article"): view.labels[article.id],
                    say("column_outlet"): find_outlet(article.outlet, view.outlets).name,
                    say("column_published"): articles_shown.day(article.published)
                    if article.published
                    else say("published_unknown"),
                    say("column_sentences"): int(row.sum()),
                    **{say(f"column_{f}"): int(row[f]) for f in FINDINGS},
                    say("column_aside"): aside[article.id],
                }
            )
    return pd.DataFrame(table)


def _line(view, contradiction):
    """One contradiction in one line: grade, kind, and what each outlet says."""
    sides = (contradiction.left, contradiction.right)
    told = " / ".join(f"{view.labels[view.comparison.by_id[s.sentence].article]}: {worded(contradiction, s)}" for s in sides)
    return f"{title(contradiction)} · {told}"
