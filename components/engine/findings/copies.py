"""Where texts come from: passages that two articles have in nearly the same words, and agencies that articles credit.

A copied passage is one voice, however many outlets print it. Quotations alone prove no copy, for whoever quotes one sentence
rightly writes the same words; so only words outside quotation marks count.
"""

import re
from dataclasses import dataclass

from components.engine.german import word_likeness
from components.engine.zone_tables import agencies

ALIKE = 0.72  # share of words that two sentences have in common in order, from which they may belong to a copied passage
WORDS = 9  # equal words outside quotation marks that a copied passage has at least


@dataclass(frozen=True)
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


def copies(sentences, links, quotes, outlet_of):
    """Copies among linked sentences of different outlets, longest first.

    ``sentences``: the text in reading order; ``quotes``: {sentence id: ((start, end), …)} of literal quotations, offsets of the
    article; ``outlet_of``: {article id: outlet id}.
    """
    by_id = {s.id: s for s in sentences}
    place = {s.id: n for n, s in enumerate(sentences)}
    written = {}
    alike = {}
    for link in links:
        left, right = sorted((link.left, link.right), key=place.get)
        articles = by_id[left].article, by_id[right].article
        if outlet_of[articles[0]] == outlet_of[articles[1]]:
            continue
        for name in (left, right):
            if name not in written:
                written[name] = _words(by_id[name], quotes.get(name, ()))
        found = _alike(written[left], written[right])
        if found and found[0] / found[1] >= ALIKE:
            alike.setdefault(articles, {})[place[left], place[right]] = found
    rows = []
    for (left, right), pairs in alike.items():
        for run in _runs(pairs):
            same, every, outside = (sum(pairs[p][k] for p in run) for k in range(3))
            proof = max(pairs[p][2] for p in run) >= WORDS  # some sentence by itself, for "sagte er" adds up
            if proof and (len(run) > 1 or not pairs[run[0]][3]):
                named = tuple((sentences[i].id, sentences[j].id) for i, j in run)
                rows.append(Copy(left, right, named, outside, round(same / every, 3)))
    return tuple(sorted(rows, key=lambda c: (-c.words, c.left, c.right, c.pairs)))


def _words(sentence, quotes):
    """[(word, whether outside quotation marks)]"""
    return [
        (m.group(), not any(a <= sentence.start + m.start() < b for a, b in quotes))
        for m in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", sentence.text)
    ]


def _alike(left, right):
    """(equal words, mean number of words, equal words outside quotation marks, whether nouns or numbers are exchanged, as in a stock
    phrase about something else); None for sentences of under four words."""
    if min(len(left), len(right)) < 4:
        return None
    same = outside = at = 0
    exchanged = False
    for kind, words, others in word_likeness.differences([w for w, _ in left], [w for w, _ in right]):
        if kind == "equal":
            same += len(words)
            outside += sum(plain for _, plain in left[at : at + len(words)])
        elif any(w.istitle() or w[0].isdigit() for w in words) and any(w.istitle() or w[0].isdigit() for w in others):
            exchanged = True
        at += len(words)
    return same, (len(left) + len(right)) / 2, outside, exchanged


def _runs(pairs):
    """Pairs of places, chained where the next pair follows in both articles, one sentence left out at most."""
    runs = []
    for i, j in sorted(pairs):
        run = next((r for r in runs if 0 < i - r[-1][0] <= 2 and 0 < j - r[-1][1] <= 2), None)
        if run:
            run.append((i, j))
        else:
            runs.append([(i, j)])
    return runs


def independent(articles, outlet_of, copied):
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


def credited(article, aside):
    """News agencies that an article names in its credit, dateline or source line, in alphabetical order.

    ``aside``: its sentences that were set aside.
    """
    printed = [article.credit or ""] + [s.text for s in aside if s.role in {"credit", "dateline"}]
    return tuple(sorted({name for text in printed for name in agencies(text)}))
