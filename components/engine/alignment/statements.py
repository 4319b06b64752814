"""Statements: linked sentences that report one thing, or one sentence that nobody else has."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.engine.alignment.links import Link
from components.engine.codes import Finding

Pair = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What is reported: linked sentences that say one thing, or one sentence that nobody else has. ``voices``: how many independent
    origins it has."""

    id: str
    sentences: tuple[str, ...]
    finding: Finding
    voices: int

    @property
    def number(self) -> int:
        """Its place among the statements, from 1."""
        return int(self.id.removeprefix("s"))


def finding_of(group: Collection[str], clashes: Iterable[Pair]) -> Finding:
    """The finding of a statement: contradicting only where two of its own sentences clash with each other. ``clashes``: pairs of
    sentences that contradict each other."""
    if any(pair <= set(group) for pair in clashes):
        return Finding.CONTRADICTING
    return Finding.SHARED if len(group) > 1 else Finding.UNIQUE


def group(
    sentences: Sequence[str],
    links: Iterable[Link],
    together: Iterable[Collection[str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[tuple[str, ...], ...]:
    """Groups of sentences that say one thing, without chaining two facts into one: a sentence joins only where most members are linked
    to it.

    ``sentences``: ids of the text in reading order; every link lies inside some group; a sentence may belong to several; a sentence
    without a link is a group of its own. ``together``: groups of ids that people put into one, ``apart``: pairs of ids that they
    separated, which are never in one. In reading order of their first sentence.
    """
    order = {name: n for n, name in enumerate(sentences)}
    links = list(links)
    near: dict[str, dict[str, float]] = {name: {} for name in order}
    for link in links:
        near[link.left][link.right] = near[link.right][link.left] = link.similarity
    groups: list[set[str]] = []
    covered: set[Pair] = set()
    foes: dict[str, set[str]] = {}
    for one, other in apart:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    for link in sorted(links, key=lambda x: (-x.similarity, x.left, x.right)):
        if link.pair in covered:
            continue
        members = {link.left, link.right}
        while candidate := _joining(members, near, foes):
            members.add(candidate)
        covered |= {frozenset((a, b)) for a in members for b in members if a < b and b in near[a]}
        groups.append(members)
    groups = _merged(groups, order, foes)
    for wanted in together:
        inside = [g for g in groups if len(g & set(wanted)) * 2 > len(g)]
        whole: list[set[str]] = []
        for members in sorted(inside, key=lambda g: (-len(g), sorted(order[s] for s in g))):
            twin = next((w for w in whole if not _at_odds(w, members, foes)), None)
            if twin is None:
                whole.append(set(members))
            else:
                twin |= members
        groups = [g for g in groups if g not in inside] + whole
    groups += [{name} for name in order if not near[name]]
    holders = _Holders()
    for n, members in enumerate(groups):
        holders.add(n, members)
    groups = [g for g in groups if not any(g < groups[n] for n in holders.near(g))]
    return tuple(
        tuple(row) for row in sorted((sorted(g, key=order.__getitem__) for g in groups), key=lambda g: [order[s] for s in g])
    )


def _merged(groups: Sequence[set[str]], order: Mapping[str, int], foes: Mapping[str, set[str]]) -> list[set[str]]:
    """Groups that share half of their sentences or more say one thing: they become one."""
    kept = sorted(groups, key=lambda g: (-len(g), sorted(order[s] for s in g)))
    found: list[set[str]] = []
    holders = _Holders()
    for group in kept:
        twins = (n for n in holders.near(group) if len(found[n] & group) * 2 >= len(found[n] | group))
        twin = next((n for n in twins if not _at_odds(found[n], group, foes)), len(found))
        if twin == len(found):
            found.append(set())
        holders.add(twin, group - found[twin])
        found[twin] |= group
    return found if len(found) == len(groups) else _merged(found, order, foes)


class _Holders:
    """Which of some numbered groups hold a sentence, so that a group is held against those alone that share one with it."""

    def __init__(self) -> None:
        self._of: dict[str, list[int]] = {}

    def add(self, number: int, members: Iterable[str]) -> None:
        """A group holds sentences."""
        for name in members:
            self._of.setdefault(name, []).append(number)

    def near(self, group: Iterable[str]) -> list[int]:
        """The numbers of the groups that hold a sentence of a group, in order."""
        return sorted({n for name in group for n in self._of.get(name, ())})


def _at_odds(group: set[str], other: set[str], foes: Mapping[str, set[str]]) -> bool:
    """Whether people separated one of a group from one of another."""
    return bool(foes) and any(foes.get(name, set()) & other for name in group)


def _joining(group: set[str], near: Mapping[str, Mapping[str, float]], foes: Mapping[str, set[str]]) -> str | None:
    """The sentence that fits a group best: linked to at least two thirds of it, most similar on average."""
    best: tuple[float, str] = (0.0, "")
    for name in sorted({n for member in group for n in near[member]} - group):
        held = [near[name][m] for m in group if m in near[name]]
        if len(held) * 3 >= len(group) * 2 and not _at_odds(group, {name}, foes):
            best = max(best, (sum(held) / len(group), name))
    return best[1] or None


def clearest(members: Mapping[str, str], links: Iterable[Link], among: Iterable[str] | None = None) -> str:
    """The sentence that names a statement: the most central, and of equally central ones the shortest.

    ``members``: {sentence id: text}; ``among``: those that may be chosen, all if None.
    """
    central = dict.fromkeys(members, 0.0)
    for link in links:
        if link.left in members and link.right in members:
            central[link.left] += link.similarity
            central[link.right] += link.similarity
    chosen = list(among or members)
    most = max((central[name] for name in chosen), default=0)
    return min(chosen, key=lambda name: (central[name] < 0.9 * most, len(members[name]), name))
