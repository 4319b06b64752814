"""Where texts come from: passages that two articles have in nearly the same words, and agencies that articles credit.

A copied passage is one voice, however many outlets print it. Quotations alone prove no copy, for whoever quotes one sentence
rightly writes the same words; so only words outside quotation marks count.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from components.engine.alignment.links import Link
from components.engine.articles.article import Article, Sentence
from components.engine.codes import Role
from components.engine.german.quotation_marks import Span
from components.engine.german.word_likeness import differences
from components.engine.zone_tables import agencies

ALIKE = 0.72  # share of words that two sentences have in common in order, from which they may belong to a copied passage
WORDS = 9  # equal words outside quotation marks that a copied passage has at least


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A passage that articles of two outlets share nearly word for word.

    ``pairs``: ids of the sentences that correspond, in order; ``words``: equal words outside quotation marks; ``share``: equal
    words of all words, 0 to 1.
    """

    left: str
    right: str
    pairs: tuple[tuple[str, str], ...]
    words: int
    share: float


class Likeness(NamedTuple):
    """Of two sentences: equal words, mean number of words, equal words outside quotation marks, and whether nouns or numbers are
    exchanged, as in a stock phrase about something else."""

    same: int
    every: float
    outside: int
    exchanged: bool


def copies(
    sentences: Sequence[Sentence],
    links: Iterable[Link],
    quotes: Mapping[str, Sequence[Span]],
    outlet_of: Mapping[str, str],
) -> tuple[Copy, ...]:
    """Copies among linked sentences of different outlets, longest first.

    ``sentences``: the text in reading order; ``quotes``: {sentence id: ((start, end), …)} of literal quotations, offsets of the
    article; ``outlet_of``: {article id: outlet id}.
    """
    by_id = {s.id: s for s in sentences}
    place = {s.id: n for n, s in enumerate(sentences)}
    written: dict[str, list[tuple[str, bool]]] = {}
    alike: dict[tuple[str, str], dict[tuple[int, int], Likeness]] = {}
    for link in links:
        left, right = sorted((link.left, link.right), key=place.__getitem__)
        articles = by_id[left].article, by_id[right].article
        if outlet_of[articles[0]] == outlet_of[articles[1]]:
            continue
        for name in (left, right):
            if name not in written:
                written[name] = _words(by_id[name], quotes.get(name, ()))
        found = _alike(written[left], written[right])
        if found and found.same / found.every >= ALIKE:
            alike.setdefault(articles, {})[place[left], place[right]] = found
    rows = []
    for (left, right), pairs in alike.items():
        for run in _runs(pairs):
            held = [pairs[p] for p in run]
            proof = max(x.outside for x in held) >= WORDS  # some sentence by itself, for "sagte er" adds up
            if proof and (len(run) > 1 or not held[0].exchanged):
                named = tuple((sentences[i].id, sentences[j].id) for i, j in run)
                share = round(sum(x.same for x in held) / sum(x.every for x in held), 3)
                rows.append(Copy(left=left, right=right, pairs=named, words=sum(x.outside for x in held), share=share))
    return tuple(sorted(rows, key=lambda c: (-c.words, c.left, c.right, c.pairs)))


def _words(sentence: Sentence, quotes: Sequence[Span]) -> list[tuple[str, bool]]:
    """[(word, whether outside quotation marks)]"""
    return [
        (m.group(), not any(a <= sentence.start + m.start() < b for a, b in quotes))
        for m in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", sentence.text)
    ]


def _alike(left: Sequence[tuple[str, bool]], right: Sequence[tuple[str, bool]]) -> Likeness | None:
    """The Likeness of two sentences; None for sentences of under four words."""
    if min(len(left), len(right)) < 4:
        return None
    same = outside = at = 0
    exchanged = False
    for kind, words, others in differences([w for w, _ in left], [w for w, _ in right]):
        if kind == "equal":
            same += len(words)
            outside += sum(plain for _, plain in left[at : at + len(words)])
        elif any(w.istitle() or w[0].isdigit() for w in words) and any(w.istitle() or w[0].isdigit() for w in others):
            exchanged = True
        at += len(words)
    return Likeness(same, (len(left) + len(right)) / 2, outside, exchanged)


def _runs(pairs: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs of places, chained where the next pair follows in both articles, one sentence left out at most."""
    runs: list[list[tuple[int, int]]] = []
    for i, j in sorted(pairs):
        run = next((r for r in runs if 0 < i - r[-1][0] <= 2 and 0 < j - r[-1][1] <= 2), None)
        if run:
            run.append((i, j))
        else:
            runs.append([(i, j)])
    return runs


def independent(articles: Iterable[str], outlet_of: Mapping[str, str], copied: Iterable[tuple[str, str]]) -> int:
    """How many voices some articles are: those of one outlet are one, and so are those that ``copied`` pairs connect.

    >>> independent(["a", "b", "c"], {"a": "x", "b": "x", "c": "y"}, [])
    2
    >>> independent(["a", "b", "c"], {"a": "x", "b": "x", "c": "y"}, [("b", "c")])
    1
    """
    root = {a: outlet_of[a] for a in articles}
    for left, right in copied:
        if left in root and right in root and root[left] != root[right]:
            old, new = root[right], root[left]
            root = {a: new if r == old else r for a, r in root.items()}
    return len(set(root.values()))


def credited(article: Article, aside: Iterable[Sentence]) -> tuple[str, ...]:
    """News agencies that an article names in its credit, dateline or source line, in alphabetical order.

    ``aside``: its sentences that were set aside.
    """
    printed = [article.credit or ""] + [s.text for s in aside if s.role in {Role.CREDIT, Role.DATELINE}]
    return tuple(sorted({name for text in printed for name in agencies(text)}))
