"""Statements: linked sentences that report one thing, or one sentence that nobody else has."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from components.engine.alignment.links import Link
from components.engine.codes import Finding
from components.engine.german.quotation_marks import Span

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
    propositions: Mapping[str, Sequence[Span]] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """Groups of sentences that say one thing, without chaining two facts into one: a sentence joins only where most members are linked
    to it, by the part of theirs that the group means: what a sentence says besides belongs to another group.

    ``sentences``: ids of the text in reading order; every link lies inside some group; a sentence may belong to several; a sentence
    without a link is a group of its own. ``together``: groups of ids that people put into one, ``apart``: pairs of ids that they
    separated, which are never in one; ``propositions``: {id: spans of its clauses}, which are the parts of a sentence that a group can
    mean, the whole where they are not given. In reading order of their first sentence.
    """
    order = {name: n for n, name in enumerate(sentences)}
    links = list(links)
    clauses = propositions or {}

    near: dict[str, dict[str, _Near]] = {name: {} for name in order}
    for x in links:
        left, right = (_part(x.part(name), clauses.get(name, ())) for name in (x.left, x.right))
        near[x.left][x.right] = _Near(x.similarity, left, right)
        near[x.right][x.left] = _Near(x.similarity, right, left)
    groups: list[_Group] = []
    covered: set[Pair] = set()
    foes: dict[str, set[str]] = {}
    for one, other in apart:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    for link in sorted(links, key=lambda x: (-x.similarity, x.left, x.right)):
        if link.pair in covered:
            continue
        parts: _Group = {link.left: near[link.left][link.right].own, link.right: near[link.left][link.right].other}
        while candidate := _joining(parts, near, foes):
            parts[candidate[0]] = candidate[1]
        covered |= {
            frozenset((a, b))
            for a, meant in parts.items()
            for b, x in near[a].items()
            if a < b and b in parts and _same_part(meant, x.own) and _same_part(parts[b], x.other)
        }
        groups.append(parts)
    groups = _merged(groups, order, foes)
    whole_groups = [set(g) for g in groups]
    for wanted in together:
        inside = [g for g in whole_groups if len(g & set(wanted)) * 2 > len(g)]
        whole: list[set[str]] = []
        for members in sorted(inside, key=lambda g: (-len(g), sorted(order[s] for s in g))):
            twin = next((w for w in whole if not _at_odds(w, members, foes)), None)
            if twin is None:
                whole.append(set(members))
            else:
                twin |= members
        whole_groups = [g for g in whole_groups if g not in inside] + whole
    whole_groups += [{name} for name in order if not near[name]]
    holders = _Holders()
    for n, members in enumerate(whole_groups):
        holders.add(n, members)
    kept = {frozenset(g) for g in whole_groups if not any(g < whole_groups[n] for n in holders.near(g))}
    return tuple(
        tuple(row) for row in sorted((sorted(g, key=order.__getitem__) for g in kept), key=lambda g: [order[s] for s in g])
    )


_Part = frozenset[int]  # numbers of the clauses of a sentence that are meant, empty for the whole
_Group = dict[str, _Part]  # {sentence id: what of it a group means}


def _part(span: Span | None, clauses: Sequence[Span]) -> _Part:
    """The clause that most of a span lies in, and each that lies in the span with half of itself or more."""
    if span is None or len(clauses) < 2:
        return frozenset()
    shared = [min(span[1], end) - max(span[0], start) for start, end in clauses]
    most = max(shared)
    if most <= 0:
        return frozenset()
    return frozenset(n for n, (start, end) in enumerate(clauses) if shared[n] == most or shared[n] * 2 >= end - start)


def _same_part(one: _Part, other: _Part) -> bool:
    """Whether two parts of a sentence share a clause, or one is the whole."""
    return not one or not other or bool(one & other)


def _merged(groups: Sequence[_Group], order: Mapping[str, int], foes: Mapping[str, set[str]]) -> list[_Group]:
    """Groups that share half of their sentences or more, in the same parts, say one thing: they become one."""
    kept = sorted(groups, key=lambda g: (-len(g), sorted(order[s] for s in g)))
    found: list[_Group] = []
    holders = _Holders()
    for group in kept:
        twins = (n for n in holders.near(group) if _shared(found[n], group) * 2 >= len({*found[n], *group}))
        twin = next((n for n in twins if not _at_odds(set(found[n]), set(group), foes)), len(found))
        if twin == len(found):
            found.append({})
        holders.add(twin, group.keys() - found[twin].keys())
        found[twin] = {**group, **found[twin]}
    return found if len(found) == len(groups) else _merged(found, order, foes)


def _shared(one: _Group, other: _Group) -> int:
    """How many sentences two groups share in the same part."""
    return sum(name in other and _same_part(part, other[name]) for name, part in one.items())


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


class _Near(NamedTuple):
    """A link seen from one of its sentences: what of it, and of the other, is meant."""

    similarity: float
    own: _Part
    other: _Part


def _joining(group: _Group, near: Mapping[str, Mapping[str, _Near]], foes: Mapping[str, set[str]]) -> tuple[str, _Part] | None:
    """(the sentence that fits a group best, the part of it that is meant): linked to at least two thirds of it by the parts that the
    group means, most similar on average."""
    best: tuple[float, str, _Part] = (0.0, "", frozenset())
    for name in sorted({n for member in group for n in near[member]} - group.keys()):
        beside = near[name]
        meant = [x for m, part in group.items() if (x := beside.get(m)) is not None and (not part or _same_part(part, x.other))]
        if len(meant) * 3 < len(group) * 2:
            continue
        meant = _in_one_part(meant)
        if len(meant) * 3 >= len(group) * 2 and not _at_odds(set(group), {name}, foes):
            mean = sum(x.similarity for x in meant) / len(group)
            if (mean, name) > best[:2]:
                best = (mean, name, max(meant, key=lambda x: (x.similarity, sorted(x.own))).own)
    return (best[1], best[2]) if best[1] else None


def _in_one_part(links: list[_Near]) -> list[_Near]:
    """Links of a sentence that are about a clause of it which more than half of them are about; those of the whole are about each."""
    counted = Counter(n for x in links for n in x.own)
    if not counted:
        return links
    whole = sum(not x.own for x in links)
    return [x for x in links if not x.own or (whole + max(counted[n] for n in x.own)) * 2 > len(links)]


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
