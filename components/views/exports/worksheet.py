"""The printable sheet of questions for comparing media, with and without answers: one HTML file without scripts or network."""

from html import escape

import streamlit as st

from components.engine.findings import ledger
from components.views.shared import article_labels
from components.views.shared.screen_text import language, say
from components.views.shared.statement_text import named

STYLE = """body{font:11pt/1.45 system-ui,sans-serif;max-width:48rem;margin:1.5rem auto;padding:0 1rem;color:#111;background:#fff}
h1{font-size:16pt;margin:0 0 .2rem}h2{font-size:12.5pt;margin:1.1rem 0 .2rem;break-after:avoid}p{margin:.2rem 0}table{border-collapse:collapse;width:100%;margin:.3rem 0}
th,td{border:1px solid #888;padding:.25rem .4rem;text-align:left;vertical-align:top}td.line{height:2.4em}.small{font-size:9.5pt;color:#333}section{break-inside:avoid}
@page{margin:16mm}"""
QUESTIONS = ("space", "headline", "placement", "pictures", "facts", "context", "voices", "words")
MOST = 6


def show(view):
    """Two downloads and a look at the sheet."""
    st.html(f'<p style="margin:0">{escape(say("sheet_intro"))}</p>')
    with st.container(horizontal=True):
        for answers in (False, True):
            name = f"lesarten-{view.comparison.event}{'-loesung' if answers else ''}.html"
            label = say("sheet_with" if answers else "sheet_without")
            st.download_button(label, document(view, answers), name, "text/html", on_click="ignore", key=f"sheet_{answers}")
    for question in (*QUESTIONS, "judge"):
        st.markdown(f"**{say(f'sheet_{question}')}** – {say(f'sheet_{question}_ask')}")


def document(view, answers):
    """The sheet as an HTML document; all text of articles is escaped."""
    title = view.title(view.event)
    parts = [
        f'<!doctype html><html lang="{language()}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="small">{escape(article_labels.day(view.event.date))} · {escape(say("sheet_line"))}</p>',
    ]
    parts.append(f"<p>{escape(say('sheet_answers_note' if answers else 'sheet_name'))}</p>")
    for n, question in enumerate(QUESTIONS, 1):
        head, rows = ANSWERS[question](view)
        parts.append(f"<section><h2>{n}. {escape(say(f'sheet_{question}'))}</h2><p>{escape(say(f'sheet_{question}_ask'))}</p>")
        parts.append(_table(head, rows, answers) + "</section>")
    parts.append(f"<section><h2>{len(QUESTIONS) + 1}. {escape(say('sheet_judge'))}</h2><p>{escape(say('sheet_judge_ask'))}</p>")
    parts.append("" if answers else '<p style="height:9em;border:1px solid #888"></p>')
    return "".join(parts) + f'</section><p class="small">{escape(say("text_rights"))}</p></html>'


def _table(head, rows, answers):
    """A table; without answers only its first column is filled."""
    top = "".join(f"<th>{escape(h)}</th>" for h in head)
    body = ""
    for row in rows:
        cells = "".join(f"<td>{escape(c)}</td>" if answers else '<td class="line"></td>' for c in row[1:])
        body += f"<tr><th>{escape(row[0])}</th>{cells}</tr>"
    return f"<table><tr>{top}</tr>{body}</table>"


def _by_article(view, heads, cells):
    return [say("column_article"), *heads], [[view.labels[a], *cells(a)] for a in article_labels.columns(view)]


def _text(view, article, roles=None):
    return [s for s in view.comparison.text_sentences if s.article == article and (roles is None or s.role in roles)]


def _space(view):
    def cells(article):
        text = _text(view, article)
        return [str(sum(len(s.text.split()) for s in text)), str(len(text))]

    return _by_article(view, [say("column_words"), say("column_sentences")], cells)


def _headline(view):
    def cells(article):
        return [" / ".join(" ".join(s.text.split()) for s in _text(view, article, ledger.HEAD)) or "–"]

    return _by_article(view, [say("role_headline")], cells)


def _placement(view):
    """The first sentence below the headline, and the last."""

    def cells(article):
        rest = [s for s in _text(view, article) if s.role not in ledger.HEAD]
        return [" ".join(s.text.split()) for s in (rest[0], rest[-1])] if rest else ["–", "–"]

    return _by_article(view, [say("sheet_first"), say("sheet_last")], cells)


def _pictures(view):
    def cells(article):
        held = [s for s in view.comparison.sentences if s.article == article and s.role == "caption"]
        return ["; ".join(" ".join(s.text.split()) for s in held) or say("sheet_no_caption")]

    return _by_article(view, [say("role_caption")], cells)


def _facts(view):
    """Facts that several articles surely have, who lacks them, and where the program does not know."""
    rows = sorted(view.comparison.ledger_rows, key=lambda r: (-len(r.surely), -r.prominence))
    columns = article_labels.columns(view)
    found = []
    for row in [r for r in rows if 1 < len(r.surely) < len(columns)][:MOST]:
        lacking = [view.labels[a] for a in columns if a not in row.articles and a not in row.maybe]
        doubtful = [view.labels[a] for a in columns if a not in row.surely and (a in row.articles or a in row.maybe)]
        held = ", ".join(view.labels[a] for a in columns if a in row.surely)
        found.append([named(view, row), held, ", ".join(lacking) or "–", ", ".join(doubtful) or "–"])
    return [say("column_statement"), say("column_spread"), say("sheet_lacking"), say("sheet_doubtful")], found


def _context(view):
    """What the program found in one article only."""

    def cells(article):
        own = [s for s in _text(view, article) if view.comparison.findings[s.id] == "unique"]
        own = sorted(own, key=lambda s: (_likeness(view, s), s.start))  # what is least like anything else first
        text = " | ".join(" ".join(s.text.split()) for s in own[:MOST])
        more = f" | {say('wording_more', n=len(own) - MOST)}" if len(own) > MOST else ""
        return [text + more or "–"]

    return _by_article(view, [say("column_unique")], cells)


def _likeness(view, sentence):
    best = view.comparison.best_unlinked(sentence.id)
    return best.similarity if best else 0.0


def _voices(view):
    def cells(article):
        held = sorted((v for v in view.comparison.voices if v.article == article), key=lambda v: -(v.direct + v.indirect))
        return [", ".join(f"{v.name} ({v.direct + v.indirect})" for v in held[:MOST]) or "–"]

    return _by_article(view, [say("sheet_speakers")], cells)


def _words(view):
    found = []
    for referent in view.comparison.referents[:MOST]:
        held = {}
        for m in referent.mentions:
            if m.form:
                held.setdefault(view.comparison.by_id[m.sentence].article, {})[m.form] = m.text
        found.append([referent.name, *(", ".join(held.get(a, {}).values()) or "–" for a in article_labels.columns(view))])
    return [say("column_referent"), *(view.labels[a] for a in article_labels.columns(view))], found


ANSWERS = {
    "space": _space,
    "headline": _headline,
    "placement": _placement,
    "pictures": _pictures,
    "facts": _facts,
    "context": _context,
    "voices": _voices,
    "words": _words,
}
