"""What the reading view shows, as JSON-like data."""

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence
from typing import Any

from components.engine.articles.article import Article, Sentence
from components.engine.articles.outlets import find_outlet
from components.engine.codes import Grade, Role
from components.engine.comparison import Comparison
from components.reader.marks import OF_FINDING, Mark, for_javascript
from components.views.shared import article_labels, labels, outlet_facts
from components.views.shared.screen_text import language, messages, say
from components.views.shared.view import View

Marked = tuple[int, int, str]  # (start, end, class of the style sheet) inside a sentence

IN_READER = (
    "hint", "hint_close", "articles", "marks", "find", "hits", "keys", "keys_text", "text_of", "about_outlet", "empty_article",
    "mark_shared", "mark_shared_one", "mark_alike", "mark_voices", "mark_contradicting", "mark_unique", "mark_unsure", "mark_label", "counterpart_one", "counterparts",
    "show_only", "show_also", "show_away", "unpinned", "pinned", "pinned_alone",
)  # fmt: skip


def reading_data(view: View) -> dict[str, Any]:
    """What the reading view shows, as JSON-like data with a ``version`` that changes with it."""
    comparison = view.comparison
    order = [a for a in article_labels.in_order(view.event) if a.id in comparison.outlet_of]
    place: dict[str, int] = {}
    sentences: list[dict[str, Any]] = []
    for column, article in enumerate(order):
        rows = [s for s in comparison.sentences if s.article == article.id]
        for number, (sentence, paragraph) in enumerate(zip(rows, _paragraphs(article.text, rows)), 1):
            place[sentence.id] = len(sentences)
            sentences.append(_sentence(comparison, sentence, column, paragraph, number))
    data = {
        "language": language(),
        "words": {k: say(k) for k in IN_READER}
        | {k: say(k) for k in messages(language()) if k.startswith(("filter_", "legend_", "role_"))},
        "articles": [_article(view, a) for a in order],
        "sentences": sentences,
        "links": _links(comparison, place),
    } | for_javascript()
    return data | {"version": hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]}


def _article(view: View, article: Article) -> dict[str, Any]:
    outlet = find_outlet(article.outlet, view.outlets)
    counts = view.comparison.counts(article.id)
    return {
        "id": article.id,
        "label": view.labels[article.id],
        "when": article_labels.when(article),
        "short": outlet_facts.short(outlet),
        "count": say("column_count", all=sum(counts.values()), **counts),
        "facts": [
            {"name": r.name, "value": r.value, "note": r.note, "sources": [{"text": s, "link": link} for s, link in r.sources]}
            for r in outlet_facts.rows(outlet)
        ],
    }


def _paragraphs(text: str, rows: Sequence[Sentence]) -> list[int]:
    """Number of the paragraph of each sentence: a new one after a line end, or where the role changes to or from text."""
    found: list[int] = []
    number, last = 0, None
    for sentence in rows:
        if last and ("\n" in text[last.end : sentence.start] or _group(last) != _group(sentence)):
            number += 1
        found.append(number)
        last = sentence
    return found


def _group(sentence: Sentence) -> str:
    return Role.BODY if sentence.role == Role.QUOTE else sentence.role


def _sentence(comparison: Comparison, sentence: Sentence, column: int, paragraph: int, number: int) -> dict[str, Any]:
    finding = OF_FINDING[comparison.findings[sentence.id]]
    spans, whole = _spans(comparison, sentence)
    return {
        "id": sentence.id,
        "article": column,
        "paragraph": paragraph,
        "number": number,
        "role": _group(sentence),
        "finding": finding,
        "sure": finding != Mark.UNIQUE or sentence.id in comparison.surely_unique,
        "whole": whole,
        "pieces": _pieces(sentence.text, spans) if finding != Mark.ASIDE else [[sentence.text, ""]],
        "notes": _notes(comparison, sentence, spans),
        "voices": _voices(comparison, sentence) if finding != Mark.ASIDE else 0,
    }


def _voices(comparison: Comparison, sentence: Sentence) -> int:
    """How many independent origins a sentence and its counterparts have."""
    near = {name for link in comparison.counterparts.get(sentence.id, ()) for name in link.pair}
    return comparison.count_voices(sorted(near | {sentence.id}))


def _notes(comparison: Comparison, sentence: Sentence, spans: Sequence[Marked]) -> list[list[str]]:
    """[[sign, words, kind]] behind a sentence: how it is told, and whether it may contradict another."""
    said = comparison.speech_of.get(sentence.id)
    noted = labels.speech_sign(said) if said else None
    doubt = ("≠?", say("detail_possible").removeprefix("≠? "), "doubt") if any(s[2] == "maybe-clash" for s in spans) else None
    return [list(n) for n in (noted, doubt) if n]


def _spans(comparison: Comparison, sentence: Sentence) -> tuple[list[Marked], bool]:
    """[(start, end, class)] inside a sentence, and whether all of it is linked: a link without a part carries the whole."""
    spans: list[Marked] = []
    whole = False
    for link in comparison.counterparts.get(sentence.id, ()):
        part = link.part(sentence.id)
        if part is None:
            whole = True
        else:
            spans.append((part[0] - sentence.start, part[1] - sentence.start, "part"))
    for contradiction in comparison.contradictions:
        for side in contradiction.sides:
            if side.sentence == sentence.id:
                kind = "clash" if contradiction.grade == Grade.CLEAR else "maybe-clash"
                spans.append((side.start - sentence.start, side.end - sentence.start, kind))
    if whole:
        spans = [s for s in spans if s[2] != "part"]
    return spans, whole


def _pieces(text: str, spans: Sequence[Marked]) -> list[list[str]]:
    """A sentence cut where a marked span begins or ends: [[text, classes]].

    >>> _pieces("Es dauerte 90 Minuten.", [(11, 21, "clash")])
    [['Es dauerte ', ''], ['90 Minuten', 'clash'], ['.', '']]
    """
    edges = sorted({0, len(text), *(min(max(e, 0), len(text)) for s in spans for e in s[:2])})
    return [
        [text[a:b], " ".join(sorted({kind for start, end, kind in spans if start <= a and b <= end}))]
        for a, b in itertools.pairwise(edges)
    ] or [[text, ""]]


def _links(comparison: Comparison, place: Mapping[str, int]) -> list[list[Any]]:
    """[[from, to, similarity in hundredths, Mark]]"""
    clashing: dict[frozenset[str], Mark] = {}
    for c in comparison.contradictions:
        clear = c.grade == Grade.CLEAR or clashing.get(c.pair) == Mark.CONTRADICTING
        clashing[c.pair] = Mark.CONTRADICTING if clear else Mark.DOUBTFUL
    rows: dict[frozenset[str], tuple[int, int, int, Mark]] = {}
    for mark, links in ((Mark.MAYBE, comparison.maybe), (Mark.SHARED, comparison.links)):
        for link in links:
            rows[link.pair] = place[link.left], place[link.right], round(100 * link.similarity), mark
    for pair, mark in clashing.items():
        if len(pair) == 2:
            left, right = sorted(pair, key=place.__getitem__)
            linked = rows.get(pair)
            # what is not linked does not count as "also in"
            counts = linked is not None and (mark == Mark.CONTRADICTING or linked[3] == Mark.SHARED)
            rows[pair] = place[left], place[right], linked[2] if linked and counts else 0, mark
    return [list(row) for row in sorted(rows.values())]
