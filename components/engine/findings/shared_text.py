"""What articles of two outlets have nearly word for word, and the nouns that they exchange in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from components.engine.codes import DifferenceKind, Stance
from components.engine.findings.difference import Difference, Evidence
from components.engine.findings.printed import LEAST_LETTERS, find_word, one_head
from components.engine.german.evaluative_words import is_evaluative
from components.engine.german.quotation_marks import AROUND
from components.engine.german.word_likeness import differences as differing
from components.engine.german.word_likeness import rarity

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

LEAST_COPIED = 0.25  # share of the sentences of an article that stand nearly word for word in another for this to be told
LEAST_EQUAL = 0.85  # share of equal words from which two sentences are nearly the same
MOST_EXCHANGED = 3


class Exchange(NamedTuple):
    """Two sentences that are nearly the same, and the word that one has instead of the other's; ``weight``: how much it tells."""

    one: str
    other: str
    left: str
    right: str
    weight: float


def exchanged_words(comparison: Comparison) -> list[Difference]:
    """The nouns that two outlets exchange in sentences that are the same otherwise; the pair that exchanges most."""
    held: dict[tuple[str, str], list[Exchange]] = {}
    for copy in comparison.copies:
        for one, other in copy.pairs:
            held.setdefault((copy.left, copy.right), []).extend(_exchanged(comparison, one, other))
    found: list[tuple[tuple[int, float, str], Difference]] = []
    for pair, exchanges in held.items():
        told = {(x.left.casefold(), x.right.casefold()): x for x in reversed(exchanges)}
        ordered = sorted(told.values(), key=lambda x: (-x.weight, x.left, x.right))
        if ordered:
            difference = _exchange(comparison, pair, ordered)
            found.append(((len(ordered), sum(x.weight for x in ordered), difference.id), difference))
    return [max(found, key=lambda f: f[0])[1]] if found else []


def _exchanged(comparison: Comparison, one: str, other: str) -> list[Exchange]:
    left, right = (comparison.by_id[s].text.split() for s in (one, other))
    found: list[Exchange] = []
    for kind, before, after in differing(left, right):
        words = [w.strip(AROUND + ",;:.!?()–") for w in (*before, *after)]
        if kind == "equal" or (len(before), len(after)) != (1, 1) or left[:1] == before or right[:1] == after:
            continue
        a, b = words
        nouns = all(w[:1].isupper() and w.isalpha() and len(w) > LEAST_LETTERS for w in words)
        if nouns and a[:LEAST_LETTERS] != b[:LEAST_LETTERS] and not one_head(a.casefold(), b.casefold()):
            weight = rarity(a) + rarity(b) + is_evaluative(a.casefold()) + is_evaluative(b.casefold())
            found.append(Exchange(one, other, a, b, weight))
    return found


def _exchange(comparison: Comparison, pair: tuple[str, str], exchanges: Sequence[Exchange]) -> Difference:
    first = exchanges[0]
    sides = {pair[0]: (first.one, first.left), pair[1]: (first.other, first.right)}
    evidence: list[Evidence] = []
    for article in (a.id for a in comparison.articles):
        if article not in sides:
            evidence.append(Evidence(article=article, stance=Stance.UNSURE))
            continue
        name, word = sides[article]
        sentence = comparison.by_id[name]
        spot = find_word(sentence.text, word) or (0, len(sentence.text))
        others = tuple((x.left if article == pair[0] else x.right, 1) for x in exchanges[1:MOST_EXCHANGED])
        evidence.append(
            Evidence(
                article=article,
                stance=Stance.OTHERWISE,
                sentence=name,
                start=sentence.start + spot[0],
                end=sentence.start + spot[1],
                form=word,
                others=others,
            )
        )
    return Difference(id=f"{pair[0]}-{pair[1]}-exchange", kind=DifferenceKind.EXCHANGE, evidence=tuple(evidence))


def copied(comparison: Comparison) -> list[Difference]:
    """Two articles of which a large part of the shorter stands nearly word for word in the other."""
    held: dict[tuple[str, str], dict[str, str]] = {}
    for copy in comparison.copies:
        held.setdefault((copy.left, copy.right), {}).update(copy.pairs)
    found: list[Difference] = []
    for (left, right), every in held.items():
        pairs = {a: b for a, b in every.items() if _share(comparison, a, b) >= LEAST_EQUAL}
        length = min(sum(s.article == article for s in comparison.text_sentences) for article in (left, right))
        many = len(set(pairs.values()))
        if many >= LEAST_COPIED * length:
            first = dict(zip((left, right), next(iter(pairs.items()))))
            evidence = tuple(
                _copied(comparison, first[a.id], many) if a.id in first else Evidence(article=a.id, stance=Stance.UNSURE)
                for a in comparison.articles
            )
            share = many / length
            found.append(Difference(id=f"{left}-{right}-copy", kind=DifferenceKind.COPY, evidence=evidence, share=share))
    return sorted(found, key=lambda d: (-d.share, d.id))


def _share(comparison: Comparison, one: str, other: str) -> float:
    """Share of the words of two sentences that are equal, 0 to 1."""
    left, right = (comparison.by_id[s].text.split() for s in (one, other))
    same = sum(len(words) for kind, words, _ in differing(left, right) if kind == "equal")
    return 2 * same / (len(left) + len(right))


def _copied(comparison: Comparison, name: str, many: int) -> Evidence:
    s = comparison.by_id[name]
    return Evidence(article=s.article, stance=Stance.SAYS, sentence=name, start=s.start, end=s.end, form=str(many))
