"""The comparison as one HTML file: reading view with linked hover, statements, contradictions, outlets, method; no server, no network."""

import datetime
import json
from html import escape

from components.engine import decisions
from components.reader import sources
from components.storage.comparison_file import texts_hash
from components.views.shared import article_labels, corrections, html, outlet_facts
from components.views.shared.labels import title, why
from components.views.shared.reading_data import reading_data
from components.views.shared.screen_text import language, say
from components.views.shared.sentence_panel import head_of
from components.views.shared.statement_text import cell, named

CUT = "[…]"
STYLE = """:root{color-scheme:light dark;--st-text-color:light-dark(#1c1e21,#e9ecf1);--st-background-color:light-dark(#fff,#14171c);
--st-secondary-background-color:light-dark(#f4f5f7,#1e232b);--st-border-color:light-dark(#d5d8dd,#3a414c);--st-primary-color:light-dark(#0b5cad,#5aa9ff);
--st-blue-color:light-dark(#1f6fd1,#6cb0ff);--st-red-color:light-dark(#c0271d,#ff8279);--st-yellow-color:light-dark(#ffcf33,#c9a227);
--st-gray-color:light-dark(#6b7280,#9aa0a8);--st-base-radius:.5rem;--st-font:system-ui,sans-serif;--st-heading-font:system-ui,sans-serif}
body{font:16px/1.5 system-ui,sans-serif;color:var(--st-text-color);background:var(--st-background-color);margin:1.2rem auto;max-width:90rem;padding:0 1rem}
h2{margin:1.6rem 0 .4rem}.cite{font-size:.9rem;opacity:.85}@media print{body{margin:0}}"""
START = """const told = JSON.parse(document.getElementById("data").textContent);
const host = document.getElementById("reading"), root = host.attachShadow({ mode: "open" });
root.append(Object.assign(document.createElement("style"), { textContent: document.getElementById("style").textContent }));
const place = document.createElement("div"); root.append(place); new ReadingView(place).update(told);"""


def document(view, whole=True):
    """The HTML document as a str; ``whole``: full texts, else only the passages that correspond to others."""
    name = view.title(view.event)
    data = reading_data(view) | {"initial": {"hidden": ["a"], "find": "", "selected": None}}
    data = data | {"words": data["words"] | {"hint": say("hint_offline")}}
    if not whole:
        data = data | {"sentences": [_cut(s) for s in data["sentences"]]}
    style, script = sources()
    script = script.replace("export default function", "function mount")
    parts = [
        f'<!doctype html><html lang="{language()}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">",
        f"<title>{escape(name)}</title><style>{STYLE}</style><h1>{escape(name)}</h1>",
        f'<p class="cite">{escape(citation(view))}</p><div id="reading"></div>',
        f"<h2>{escape(say('ledger_title'))}</h2>{_statements(view, whole)}",
        f"<h2>{escape(say('overview_contradictions', n=len(view.comparison.contradictions)))}</h2>{_contradictions(view)}",
        _decisions(view, whole),
        f"<h2>{escape(say('outlets_title'))}</h2>{outlet_facts.cards(view)}",
        f"<h2>{escape(say('method_title'))}</h2><p>{escape(say('method_links_text'))} {escape(say('method_contradictions_text'))}</p>",
        f'<p class="cite">{escape(say("text_rights"))}</p>',
        f'<script type="text/plain" id="style">{style}</script>',
        f'<script type="application/json" id="data">{_safe(data)}</script>',
        f"<script>{script}\n{START}</script></html>",
    ]
    return "".join(parts)


def _safe(data):
    """JSON that cannot end the element it stands in."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _cut(sentence):
    """A sentence as it may be quoted: whole if others correspond to it, else left out."""
    return sentence if sentence["finding"] in {"s", "c"} else sentence | {"pieces": [[CUT, ""]], "notes": []}


def citation(view):
    """How to cite this comparison: title, date of the event, articles, what was compared when, and the texts' name."""
    comparison = view.comparison
    names = ", ".join(dict.fromkeys(view.labels[a] for a in article_labels.columns(view)))
    today = article_labels.day(datetime.date.today().isoformat())
    return say(
        "cite_line",
        title=view.title(view.event),
        day=article_labels.day(view.event.date),
        outlets=names,
        today=today,
        threshold=round(100 * comparison.threshold),
        encoder=say("encoder_own") if comparison.encoder == "embedded" else comparison.encoder,
        hash=texts_hash(comparison),
    )


def _statements(view, whole):
    columns = article_labels.columns(view)
    rows = []
    for row in sorted(view.comparison.ledger_rows, key=lambda r: (-len(r.articles), -r.prominence)):
        if whole or len(row.articles) > 1:
            cells = [html.escaped(cell(row, a)) for a in columns]
            rows.append([html.escaped(named(view, row)), *cells])
    head = [say("column_statement"), *(view.labels[a] for a in columns)]
    return html.small(say("ledger_intro")) + html.table(say("ledger_title"), head, rows)


def _decisions(view, whole):
    """What was decided by hand, and counts; without the sentences where only what corresponds may be quoted."""
    acts = decisions.acts(view.decided.values())
    rows = [
        f"<li>{escape(corrections.told(act[0]) + (': ' + corrections.subject(act, view.labels) if whole else ''))}</li>"
        for act in acts
    ]
    return f"<h2>{escape(say('decisions_title', n=len(rows)))}</h2><ul>{''.join(rows)}</ul>" if rows else ""


def _contradictions(view):
    found = []
    for c in view.comparison.contradictions:
        cards = []
        for side in (c.left, c.right):
            sentence = view.comparison.by_id[side.sentence]
            body = html.marked_in(sentence, side)
            cards.append(html.card(head_of(view, sentence), body, kind="clash" if c.grade == "clear" else "doubt"))
        found.append(f"<p><strong>{escape(title(c))}</strong> {escape(why(c))}</p>{html.cards(cards)}")
    return "".join(found) or f"<p>{escape(say('overview_none'))}</p>"
