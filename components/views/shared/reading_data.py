"""What the reading view shows, as JSON-like data."""

import hashlib
import itertools
import json

from components.engine.articles.article import ASIDE_ROLES
from components.engine.articles.outlets import find_outlet
from components.views.shared import article_labels, labels, outlet_facts
from components.views.shared.screen_text import WORDS, language, say

KINDS = {"shared": "s", "contradicting": "c", "unique": "u", "set-aside": "a"}
IN_READER = (
    "hint", "hint_close", "articles", "marks", "find", "hits", "keys", "keys_text", "text_of", "about_outlet", "empty_article",
    "mark_shared", "mark_shared_one", "mark_voices", "mark_contradicting", "mark_unique", "mark_label", "counterpart_one", "counterparts",
    "unpinned", "pinned", "pinned_alone",
)  # fmt: skip


def reading_data(view):
    """What the reading view shows, as JSON-like data with a ``version`` that changes with it."""
    comparison = view.comparison
    order = [a for a in article_labels.in_order(view.event) if a.id in comparison.outlet_of]
    place = {}
    sentences = []
    for column, article in enumerate(order):
        rows = [s for s in comparison.sentences if s.article == article.id]
        for number, (sentence, paragraph) in enumerate(zip(rows, _paragraphs(article.text, rows)), 1):
            place[sentence.id] = len(sentences)
            sentences.append(_sentence(comparison, sentence, column, paragraph, number))
    data = {
        "language": language(),
        "words": {k: say(k) for k in IN_READER} | {k: say(k) for k in WORDS if k.startswith(("filter_", "legend_", "role_"))},
        "articles": [_article(view, a) for a in order],
        "sentences": sentences,
        "links": _links(comparison, place),
    }
    return data | {"version": hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]}


def _article(view, article):
    outlet = find_outlet(article.outlet, view.outlets)
    counts = {f: view.comparison.count(f, article.id) for f in ("shared", "contradicting", "unique")}
    return {
        "id": article.id,
        "label": view.labels[article.id],
        "when": article_labels.when(article),
        "short": outlet_facts.short(outlet),
        "count": say("column_count", all=sum(counts.values()), **counts),
        "facts": outlet_facts.rows(outlet),
    }


def _paragraphs(text, rows):
    """Number of the paragraph of each sentence: a new one after a line end, or where the role changes to or from text."""
    found, number, last = [], 0, None
    for sentence in rows:
        if last and ("\n" in text[last.end : sentence.start] or _group(last) != _group(sentence)):
            number += 1
        found.append(number)
        last = sentence
    return found


def _group(sentence):
    return "body" if sentence.role in {"body", "quote"} else sentence.role


def _sentence(comparison, sentence, column, paragraph, number):
    finding = KINDS[comparison.findings[sentence.id]]
    spans, whole = _spans(comparison, sentence)
    return {
        "id": sentence.id,
        "article": column,
        "paragraph": paragraph,
        "number": number,
        "role": _group(sentence) if sentence.role not in ASIDE_ROLES else sentence.role,
        "finding": finding,
        "whole": whole,
        "pieces": _pieces(sentence.text, spans) if finding != "a" else [[sentence.text, ""]],
        "notes": _notes(comparison, sentence, spans),
        "voices": _voices(comparison, sentence) if finding != "a" else 0,
    }


def _voices(comparison, sentence):
    """How many independent origins a sentence and its counterparts have."""
    near = {name for link in comparison.counterparts.get(sentence.id, ()) for name in (link.left, link.right)}
    return comparison.count_voices(sorted(near | {sentence.id}))


def _notes(comparison, sentence, spans):
    """[[sign, words, kind]] behind a sentence: how it is told, and whether it may contradict another."""
    said = comparison.speech_of.get(sentence.id)
    noted = labels.sign(said) if said else None
    doubt = ("≠?", say("detail_possible").removeprefix("≠? "), "doubt") if any(s[2] == "maybe-clash" for s in spans) else None
    return [list(n) for n in (noted, doubt) if n]


def _spans(comparison, sentence):
    """[(start, end, class)] inside a sentence, and whether all of it is linked: a link without a part carries the whole."""
    spans, whole = [], False
    for link in comparison.counterparts.get(sentence.id, ()):
        if link.parts is None:
            whole = True
        else:
            start, end = link.parts[0 if link.left == sentence.id else 1]
            spans.append((start - sentence.start, end - sentence.start, "part"))
    for contradiction in comparison.contradictions:
        for side in (contradiction.left, contradiction.right):
            if side.sentence == sentence.id:
                kind = "clash" if contradiction.grade == "clear" else "maybe-clash"
                spans.append((side.start - sentence.start, side.end - sentence.start, kind))
    if whole:
        spans = [s for s in spans if s[2] != "part"]
    return spans, whole


def _pieces(text, spans):
    """A sentence cut where a marked span begins or ends: [[text, classes]].

    >>> _pieces("Es dauerte 90 Minuten.", [(11, 21, "clash")])
    [['Es dauerte ', ''], ['90 Minuten', 'clash'], ['.', '']]
    """
    edges = sorted({0, len(text), *(min(max(e, 0), len(text)) for s in spans for e in s[:2])})
    return [
        [text[a:b], " ".join(sorted({kind for start, end, kind in spans if start <= a and b <= end}))]
        for a, b in itertools.pairwise(edges)
    ] or [[text, ""]]


def _links(comparison, place):
    """[[from, to, similarity in hundredths, kind]]: s shared, c contradicting, d perhaps contradicting, m maybe."""
    clashing = {}
    for c in comparison.contradictions:
        pair = frozenset((c.left.sentence, c.right.sentence))
        clashing[pair] = "c" if c.grade == "clear" or clashing.get(pair) == "c" else "d"
    rows = {}
    for kind, links in (("m", comparison.maybe), ("s", comparison.links)):
        for link in links:
            rows[frozenset((link.left, link.right))] = [place[link.left], place[link.right], round(100 * link.similarity), kind]
    for pair, kind in clashing.items():
        if len(pair) == 2:
            left, right = sorted(pair, key=place.get)
            linked = rows.get(pair, [0, 0, 0, ""])
            alike = linked[2] if kind == "c" or linked[3] == "s" else 0  # what is not linked does not count as "also in"
            rows[pair] = [place[left], place[right], alike, kind]
    return sorted(rows.values())
