"""Who else reports it: of what outlets announced (title, lead, time), what is most likely about the event of an article.

A first sieve by time and by rare words in common leaves a few hundred announcements; these are ordered by the likeness of their meaning
(the network's vectors of title and lead) and of their rare words together. An order for a reader to choose from, no claim.
"""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.engine.articles.article import day_or_moment
from components.engine.network.encoder import Encode

APART = datetime.timedelta(days=4)  # between two reports of one event
MOST_READ = 400  # announcements whose meaning is compared
MOST_FOUND = 30
STEM = 6  # letters of a word that count: German endings do not
WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")
FAMILIAR = 0.55  # likeness of two texts that have nothing to do with each other, as the vectors have it


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """What a feed says of an article; ``published``: ISO, None where it is not said."""

    title: str
    lead: str = ""
    published: str | None = None

    @property
    def text(self) -> str:
        return f"{self.title}. {self.lead}".strip()


def other_reports(own: Announcement, offered: Sequence[Announcement], encode: Encode) -> list[tuple[int, float]]:
    """[(place in ``offered``, likeness from 0 to 1)], the likeliest first, MOST_FOUND at most."""
    near = [n for n, a in enumerate(offered) if _in_time(own, a)]
    stems = {n: _stems(offered[n].text) for n in near}
    frequent = Counter(s for held in stems.values() for s in held)
    weight = {s: 1 / np.log2(2 + n) ** 2 for s, n in frequent.items()}
    mine = _stems(own.text)
    shared = {n: _overlap(mine, held, weight) for n, held in stems.items()}
    read = sorted((n for n in near if shared[n] > 0), key=lambda n: (-shared[n], n))[:MOST_READ]
    if not read:
        return []
    vectors = encode([own.text, *(offered[n].text for n in read)])
    alike = vectors[1:] @ vectors[0]
    scores = {n: _likeness(float(a), shared[n]) for n, a in zip(read, alike)}
    return [(n, round(scores[n], 3)) for n in sorted(read, key=lambda n: (-scores[n], n))[:MOST_FOUND]]


def _in_time(own: Announcement, other: Announcement) -> bool:
    """Whether two texts may be about one event by their times; where one is not known, they may."""
    one, two = day_or_moment(own.published), day_or_moment(other.published)
    return one is None or two is None or abs(one - two) <= APART


def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:STEM] for w in WORD.findall(text.casefold()))


def _overlap(one: frozenset[str], other: frozenset[str], weight: dict[str, float]) -> float:
    """Weighted share of words in common, 0 to 1 (cosine)."""
    both = sum(weight.get(s, 1.0) for s in one & other)
    size = (sum(weight.get(s, 1.0) for s in one) * sum(weight.get(s, 1.0) for s in other)) ** 0.5
    return both / size if size else 0.0


def _likeness(meaning: float, words: float) -> float:
    return max(0.0, (meaning - FAMILIAR) / (1 - FAMILIAR)) / 2 + words / 2
