"""Candidate links held against the occasions of their sentences: the same people at another time is another occasion, no link."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from components.engine.alignment.links import Link
from components.engine.codes import LinkReason
from components.engine.document import SentenceAnalysis
from components.engine.entities.occasions import Occasion, difference, presupposes
from components.engine.german.quotation_marks import Span

LEAST = 0.1  # similarity from which a pair may become a link at some threshold
ONE_LENGTH = 0.8  # similarity of two sentences that tell how long one occasion lasted, whatever else they say


def by_occasion(
    candidates: Iterable[Link], text: Sequence[SentenceAnalysis], occasion_of: Mapping[str, Occasion]
) -> tuple[Link, ...]:
    """Candidates with what sets their occasions apart, and with the sentences that only presuppose what they share; and with a link
    between any two that tell how long one and the same occasion lasted, however differently: that is one statement. Most similar
    first."""
    by_id = {s.id: s for s in text}
    lengths = _lengths(text, occasion_of)
    found: list[Link] = []
    known: set[frozenset[str]] = set()
    for link in candidates:
        known.add(link.pair)
        if link.similarity < LEAST and link.pair not in lengths:
            found.append(link)
            continue
        apart = difference(occasion_of[link.left], occasion_of[link.right])
        if apart is not None:
            found.append(replace(link, apart=apart.why, surely_apart=apart.sure))
        elif link.pair in lengths:
            found.append(_one_length(link, lengths[link.pair]))
        else:
            found.append(replace(link, mentioning=_mentioning(by_id[link.left], by_id[link.right], occasion_of)))
    found += [
        _one_length(Link(left=min(p), right=max(p), similarity=0.0), parts) for p, parts in lengths.items() if p not in known
    ]
    return tuple(sorted(found, key=lambda x: (-x.similarity, x.left, x.right)))


def _mentioning(left: SentenceAnalysis, right: SentenceAnalysis, occasion_of: Mapping[str, Occasion]) -> tuple[str, ...]:
    """Ids of those of two sentences that only presuppose what they share."""
    return tuple(a.id for a, b in ((left, right), (right, left)) if presupposes(a, occasion_of[a.id], b))


def _one_length(link: Link, parts: tuple[Span, Span]) -> Link:
    """A link of two sentences that tell how long one occasion lasted; ``parts``: their clauses, that of the first id first."""
    if link.similarity >= ONE_LENGTH:
        return link
    turned = parts if link.left < link.right else parts[::-1]
    return replace(link, similarity=ONE_LENGTH, reasons=(LinkReason.NUMBERS,), parts=turned)


def _lengths(text: Sequence[SentenceAnalysis], occasion_of: Mapping[str, Occasion]) -> dict[frozenset[str], tuple[Span, Span]]:
    """{pair of sentences of different articles that tell how long one occasion lasted: the clauses, that of the first id first}"""
    told: list[tuple[SentenceAnalysis, tuple[str, ...], Span]] = []
    for s in text:
        lasting = [q for q in s.quantities if q.dimension == "duration" and not q.of]
        companies = occasion_of[s.id].companies
        if len(lasting) == 1 and len(companies) == 1:
            told.append((s, companies[0], s.clause(lasting[0].start, lasting[0].end)))
    pairs: dict[frozenset[str], tuple[Span, Span]] = {}
    for (a, mine, part), (b, theirs, other) in itertools.combinations(told, 2):
        if mine == theirs and a.article != b.article:
            pairs[frozenset((a.id, b.id))] = (part, other) if a.id < b.id else (other, part)
    return pairs
