"""Candidate links held against the occasions of their sentences: the same people at another time is another occasion, no link."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from components.engine.alignment.links import Link
from components.engine.document import SentenceAnalysis
from components.engine.entities.occasions import Occasion, difference, presupposes

ONE_LENGTH = 0.8  # similarity of two sentences that tell how long one occasion lasted, whatever else they say
LEAST = 0.1  # similarity from which a pair may become a link at some threshold


def by_occasion(
    candidates: Iterable[Link], text: Sequence[SentenceAnalysis], occasion_of: Mapping[str, Occasion]
) -> tuple[Link, ...]:
    """Candidates with what sets their occasions apart, and with the sentences that only presuppose what they share; and with a link
    between any two that tell how long one and the same occasion lasted, however differently: that is one statement."""
    by_id = {s.id: s for s in text}
    lengths = _lengths(text, occasion_of)

    def judged(link: Link) -> Link:
        if link.similarity < LEAST and link.pair not in lengths:
            return link
        pair = by_id[link.left], by_id[link.right]
        occasions = occasion_of[link.left], occasion_of[link.right]
        apart = difference(*occasions)
        mentioning = tuple(
            one.id
            for one, occasion, other in ((pair[0], occasions[0], pair[1]), (pair[1], occasions[1], pair[0]))
            if presupposes(one, occasion, other)
        )
        return (
            replace(link, apart=apart.why, surely_apart=apart.sure, mentioning=mentioning)
            if apart
            else replace(link, mentioning=mentioning)
        )

    return tuple(judged(link) for link in candidates)
