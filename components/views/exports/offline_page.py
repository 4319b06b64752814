"""The comparison as one HTML file: reading view with linked hover, statements, contradictions, outlets, method; no server, no network."""

import datetime
from typing import Any, NamedTuple

from markupsafe import Markup

from components.engine import decisions
from components.engine.codes import Grade
from components.reader import sources
from components.reader.marks import Mark
from components.storage.comparison_file import texts_hash
from components.views.shared import article_labels, corrections, html, labels, outlet_facts
from components.views.shared.reading_data import reading_data
from components.views.shared.screen_text import say
from components.views.shared.sentence_panel import head_of
from components.views.shared.statement_text import cell, named
from components.views.shared.templating import filled, made
from components.views.shared.view import View, title

CUT = "[…]"
QUOTABLE = frozenset([Mark.SHARED, Mark.CONTRADICTING])  # sentences to which others correspond


class DisagreementRow(NamedTuple):
    """A disagreement as the document shows it."""

    title: str
    reasons: list[str]
    cards: Markup


def document(view: View, whole: bool = True) -> str:
    """The HTML document; ``whole``: full texts, else only the passages that correspond to others."""
    data: dict[str, Any] = reading_data(view) | {"initial": {"hidden": [Mark.ASIDE], "find": "", "selected": None}}
    data["words"] = data["words"] | {"hint": say("hint_offline")}
    if not whole:
        data["sentences"] = [_cut(s) for s in data["sentences"]]
    style, script = sources()
    return filled(
        "offline_page.html.j2",
        title=title(view.event),
        citation=citation(view),
        statements=made(_statements(view, whole)),
        disagreements=_disagreements(view),
        decisions=_decisions(view, whole),
        outlets=made(outlet_facts.cards(view)),
        data=data,
        style=made(style),
        script=made(script.replace("export default function", "function mount")),
    )


def _cut(sentence: dict[str, Any]) -> dict[str, Any]:
    """A sentence as it may be quoted: whole if others correspond to it, else left out."""
    return sentence if sentence["finding"] in QUOTABLE else sentence | {"pieces": [[CUT, ""]], "notes": []}


def citation(view: View) -> str:
    """How to cite this comparison: title, date of the event, articles, what was compared when, and the texts' name."""
    comparison = view.comparison
    return say(
        "cite_line",
        title=title(view.event),
        day=article_labels.day(view.event.date),
        outlets=", ".join(dict.fromkeys(view.labels[a] for a in article_labels.columns(view))),
        today=article_labels.day(datetime.date.today().isoformat()),
        threshold=round(100 * comparison.threshold),
        encoder=say("encoder_own") if comparison.encoder == "embedded" else comparison.encoder,
        hash=texts_hash(comparison),
    )


def _statements(view: View, whole: bool) -> str:
    columns = article_labels.columns(view)
    rows = []
    for row in sorted(view.comparison.ledger_rows, key=lambda r: (-len(r.articles), -r.prominence)):
        if whole or len(row.articles) > 1:
            rows.append([html.escaped(named(view, row)), *(html.escaped(cell(row, a)) for a in columns)])
    head = [say("column_statement"), *(view.labels[a] for a in columns)]
    return html.small(say("ledger_intro")) + html.table(say("ledger_title"), head, rows)


def _decisions(view: View, whole: bool) -> list[str]:
    """What was decided by hand, and counts; without the sentences where only what corresponds may be quoted."""
    acts = decisions.acts(view.decided.values())
    return [corrections.told(act[0]) + (f": {corrections.subject(act, view.labels)}" if whole else "") for act in acts]


def _disagreements(view: View) -> list[DisagreementRow]:
    """Each disagreement with the passages that carry it."""
    found = []
    for disagreement in view.comparison.disagreements:
        kind = "clash" if disagreement.grade == Grade.CLEAR else "doubt"
        cards = []
        for side in disagreement.sides:
            sentence = view.comparison.by_id[side.sentence]
            cards.append(html.card(head_of(view, sentence), html.marked_in(sentence, side), kind=kind))
        reasons = list(dict.fromkeys(labels.why(c) for c in disagreement.contradictions))
        found.append(DisagreementRow(labels.title(disagreement), reasons, made(html.cards(cards))))
    return found
