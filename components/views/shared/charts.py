"""The overview's charts, in one theme: colours that also differ in lightness, numbers or shapes beside every colour."""

import altair as alt
import pandas as pd

from components.engine.codes import Finding
from components.engine.comparison import Comparison
from components.engine.german.white_space import squeezed
from components.views.shared import article_labels, html
from components.views.shared.screen_text import say
from components.views.shared.view import View

DOUBTFUL = "doubtful"  # without a link, though something comes near
FINDINGS = (Finding.SHARED, Finding.CONTRADICTING, Finding.UNIQUE, DOUBTFUL)
COLOURS = ("#57534b", "#c0392f", "#5a3a9e", "#8f897c")  # what differs has colour
AROUND = {"left": 5, "top": 5, "right": 22, "bottom": 5}  # room for the last number of an axis
SHAPES = ("square", "triangle-up", "circle", "cross")


def counts(view: View) -> pd.DataFrame:
    """One row an article and finding: article, label, finding, sentences, all."""
    rows = []
    for article in article_labels.columns(view):
        numbers = view.comparison.counts(article)
        rows += [
            {"article": article, "label": view.labels[article], "finding": str(f), "sentences": n, "all": sum(numbers.values())}
            for f, n in numbers.items()
        ]
    return pd.DataFrame(rows)


def bars(rows: pd.DataFrame) -> str:
    """HTML: a stacked bar of ``counts`` for each article, each part with its number."""
    most = max([1, *(row["all"] for row in rows.to_dict("records"))])
    held: dict[str, list[tuple[str, int, str]]] = {}
    for row in rows.to_dict("records"):
        held.setdefault(row["label"], []).append(
            (row["finding"], row["sentences"], say("of", part=row["sentences"], whole=row["all"]))
        )
    legend = [(f, say(f"column_{f}")) for f in map(str, FINDINGS)]
    return html.stacked(say("overview_chart_title"), legend, held, most)


def _colour(field: str, names: dict[str, str]) -> alt.Color:
    scale = alt.Scale(domain=list(names.values()), range=list(COLOURS))
    return alt.Color(field, title=None, sort=list(names.values()), legend=alt.Legend(orient="top"), scale=scale)


def overlaps(view: View) -> pd.DataFrame:
    """One row an ordered pair of articles: left, right, both (sentences of left that right also has), all (of left), share."""
    comparison = view.comparison
    held: dict[str, dict[str, set[str]]] = {a: {} for a in article_labels.columns(view)}
    for link in comparison.links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            article = comparison.by_id[one].article
            held[article].setdefault(comparison.by_id[other].article, set()).add(one)
    rows = []
    for left in held:
        total = sum(s.article == left for s in comparison.text_sentences)
        for right in held:
            both = len(held[left].get(right, ()))
            if left != right and total:
                rows.append(
                    {"left": view.labels[left], "right": view.labels[right], "both": both, "all": total, "share": both / total}
                )
    return pd.DataFrame(rows)


def heat(view: View, rows: pd.DataFrame) -> str:
    """HTML: how many of an article's sentences (rows) another article (columns) also has."""
    labels = [view.labels[a] for a in article_labels.columns(view)]
    held = rows.set_index(["left", "right"]).to_dict("index")
    most = max(0.01, max(row["share"] for row in held.values()))

    def cell(left: str, right: str) -> tuple[str, str, float]:
        row = held.get((left, right))
        if row is None:
            return "", "", 0.0
        return f"{row['both']}/{row['all']}", say("of", part=row["both"], whole=row["all"]), row["share"] / most

    head = [f"{say('overlap_rows')} ↓ {say('overlap_columns')} →", *labels]
    return html.heat(say("overlap_alt"), head, ((left, [cell(left, right) for right in labels]) for left in labels))


def places(view: View) -> pd.DataFrame:
    """One row a sentence: id, label, place (percent of the article's text at which its middle stands), finding, others, text."""
    comparison = view.comparison
    rows = []
    for article in article_labels.columns(view):
        held = [s for s in comparison.text_sentences if s.article == article]
        total = sum(len(s.text) for s in held)
        passed = 0
        for s in held:
            others = {comparison.by_id[x].article for link in comparison.counterparts.get(s.id, ()) for x in link.pair}
            middle = 100 * (passed + len(s.text) / 2) / max(1, total)
            passed += len(s.text)
            rows.append(
                {
                    "id": s.id, "label": view.labels[article], "place": round(middle, 1), "finding": _finding(comparison, s.id),
                    "others": len(others - {article}), "text": squeezed(s.text)[:140],
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def _finding(comparison: Comparison, sentence: str) -> str:
    """A sentence's finding, DOUBTFUL where it is not surely alone."""
    found = comparison.findings[sentence]
    return DOUBTFUL if found == Finding.UNIQUE and sentence not in comparison.surely_unique else str(found)


def strips(view: View, rows: pd.DataFrame, span: tuple[int, int]) -> alt.Chart:
    """Where in each article its shared, contradicting and unique sentences stand; outside ``span`` (percent) they are pale."""
    labels = [view.labels[a] for a in article_labels.columns(view)]
    names = {str(f): say(f"column_{f}") for f in FINDINGS}
    rows = rows.assign(
        finding=rows.finding.map(names),
        told=[say("strip_others", n=n) for n in rows.others],
        chosen=rows.place.between(*span),
    )
    shapes = alt.Scale(domain=list(names.values()), range=list(SHAPES))
    return (
        alt.Chart(rows)
        .mark_point(filled=True, size=120)
        .encode(
            y=alt.Y("label:N", sort=labels, title=None, axis=alt.Axis(labelLimit=140, grid=True)),
            x=alt.X("place:Q", title=say("strip_axis"), scale=alt.Scale(domain=[0, 100])),
            shape=alt.Shape("finding:N", sort=list(names.values()), title=None, scale=shapes),
            color=_colour("finding:N", names),
            opacity=alt.condition("datum.chosen", alt.value(0.95), alt.value(0.2)),
            tooltip=[
                alt.Tooltip("label:N", title=say("column_article")),
                alt.Tooltip("finding:N", title=say("column_finding")),
                alt.Tooltip("told:N", title=say("strip_told")),
                alt.Tooltip("text:N", title=say("strip_text")),
            ],
        )
        .properties(height=alt.Step(40), padding=AROUND)
    )
