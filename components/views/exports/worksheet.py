"""The printable sheet of questions for comparing media, with and without answers: one HTML file without scripts or network."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from components.engine.articles.article import Sentence
from components.engine.codes import Role
from components.engine.german.white_space import squeezed
from components.views.shared import article_labels
from components.views.shared.screen_text import say
from components.views.shared.statement_text import named
from components.views.shared.templating import filled
from components.views.shared.view import View, title

MOST = 6

Table = tuple[list[str], list[list[str]]]  # (head, rows); the first column is on the empty sheet, too


class Question(NamedTuple):
    """A question of the sheet, with the table of its answer."""

    name: str
    head: list[str]
    rows: list[list[str]]


def document(view: View, answers: bool) -> str:
    """The sheet as an HTML document."""
    questions = [Question(name, *answer(view)) for name, answer in ANSWERS.items()]
    day = article_labels.day(view.event.date)
    return filled("worksheet.html.j2", title=title(view.event), day=day, answers=answers, questions=questions)


def _by_article(view: View, heads: Sequence[str], cells: Callable[[str], list[str]]) -> Table:
    order = article_labels.columns(view)
    if all(view.labels[a].startswith(say("class_text", letter="")) for a in order):  # blind: by letter
        order = sorted(order, key=view.labels.__getitem__)
    return [say("column_article"), *heads], [[view.labels[a], *cells(a)] for a in order]


def _text(view: View, article: str) -> list[Sentence]:
    """The compared sentences of an article."""
    return [s for s in view.comparison.text_sentences if s.article == article]


def _space(view: View) -> Table:
    def cells(article: str) -> list[str]:
        text = _text(view, article)
        return [str(sum(len(s.text.split()) for s in text)), str(len(text))]

    return _by_article(view, [say("column_words"), say("column_sentences")], cells)


def _headline(view: View) -> Table:
    def cells(article: str) -> list[str]:
        return [" / ".join(squeezed(s.text) for s in _text(view, article) if s.role.is_head) or "–"]

    return _by_article(view, [say("role_headline")], cells)


def _placement(view: View) -> Table:
    """The first sentence below the headline, and the last."""

    def cells(article: str) -> list[str]:
        rest = [s for s in _text(view, article) if not s.role.is_head]
        return [squeezed(s.text) for s in (rest[0], rest[-1])] if rest else ["–", "–"]

    return _by_article(view, [say("sheet_first"), say("sheet_last")], cells)


def _pictures(view: View) -> Table:
    def cells(article: str) -> list[str]:
        held = [s for s in view.comparison.sentences if s.article == article and s.role == Role.CAPTION]
        return ["; ".join(squeezed(s.text) for s in held) or say("sheet_no_caption")]

    return _by_article(view, [say("role_caption")], cells)


def _facts(view: View) -> Table:
    """Facts that several articles surely have, and who surely lacks them; of the others the sheet says nothing."""
    rows = sorted(view.comparison.ledger_rows, key=lambda r: (-len(r.surely), -r.prominence))
    columns = article_labels.columns(view)
    found = []
    for row in [r for r in rows if 1 < len(r.surely) < len(columns)][:MOST]:
        lacking = [view.labels[a] for a in columns if row.lacks(a)]
        held = ", ".join(view.labels[a] for a in columns if a in row.surely)
        found.append([named(view, row), held, ", ".join(lacking) or say("sheet_by_hand")])
    return [say("column_statement"), say("column_spread"), say("sheet_lacking")], found


def _context(view: View) -> Table:
    """What the program found in one article only."""

    def cells(article: str) -> list[str]:
        own = [s for s in _text(view, article) if s.id in view.comparison.surely_unique]
        own = sorted(own, key=lambda s: (_likeness(view, s), s.start))  # what is least like anything else first
        text = " | ".join(squeezed(s.text) for s in own[:MOST])
        more = f" | {say('wording_more', n=len(own) - MOST)}" if len(own) > MOST else ""
        return [text + more or say("sheet_by_hand")]

    return _by_article(view, [say("column_unique")], cells)


def _likeness(view: View, sentence: Sentence) -> float:
    best = view.comparison.best_unlinked(sentence.id)
    return best.similarity if best else 0.0


def _voices(view: View) -> Table:
    def cells(article: str) -> list[str]:
        spoken = (v for v in view.comparison.voices if v.article == article and v.direct + v.indirect)
        held = sorted(spoken, key=lambda v: -(v.direct + v.indirect))
        return [", ".join(f"{v.name} ({v.direct + v.indirect})" for v in held[:MOST]) or "–"]

    return _by_article(view, [say("sheet_speakers")], cells)


def _words(view: View) -> Table:
    found = []
    for referent in view.comparison.referents[:MOST]:
        held: dict[str, dict[str, str]] = {}
        for m in referent.mentions:
            if m.form:
                held.setdefault(view.comparison.by_id[m.sentence].article, {})[m.form] = m.text
        found.append([referent.name, *(", ".join(held.get(a, {}).values()) or "–" for a in article_labels.columns(view))])
    return [say("column_referent"), *(view.labels[a] for a in article_labels.columns(view))], found


ANSWERS: Mapping[str, Callable[[View], Table]] = {
    "space": _space,
    "headline": _headline,
    "placement": _placement,
    "pictures": _pictures,
    "facts": _facts,
    "context": _context,
    "voices": _voices,
    "words": _words,
}
