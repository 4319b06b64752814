"""Statements: linked sentences that report one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """What is reported: linked sentences that say one thing, or one sentence that nobody else has."""

    id: str
    sentences: tuple[str, ...]
    finding: str
    voices: int


def statements(sentences, links, contradicting, together=(), apart=()):
    """Statements from links, without chaining two facts into one: a sentence joins only where most members are linked to it.

    ``sentences``: [(id, outlet)] of the text in reading order; every link lies inside some statement; a sentence may belong to
    several; a sentence without a link is a statement of its own. ``together``: groups of ids that people put into one, ``apart``:
    pairs of ids that they separated, which are never in one. Returns Statements in reading order of their first sentence.
    """
    order = {name: n for n, (name, _) in enumerate(sentences)}
    outlet = dict(sentences)
    near = {name: {} for name in order}
    for link in links:
        near[link.left][link.right] = near[link.right][link.left] = link.similarity
    groups, covered = [], set()
    foes = {}
    for one, other in apart:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    for link in sorted(links, key=lambda x: (-x.similarity, x.left, x.right)):
        if frozenset((link.left, link.right)) in covered:
            continue
        group = {link.left, link.right}
        while candidate := _joining(group, near, foes):
            group.add(candidate)
        covered |= {frozenset((a, b)) for a in group for b in group if a < b and b in near[a]}
        groups.append(group)
    groups = _merged(groups, order, foes)
    for wanted in together:
        inside = [g for g in groups if len(g & set(wanted)) * 2 > len(g)]
        whole = []
        for group in sorted(inside, key=lambda g: (-len(g), sorted(order[s] for s in g))):
            twin = next((w for w in whole if not _at_odds(w, group, foes)), None)
            if twin is None:
                whole.append(set(group))
            else:
                twin |= group
        groups = [g for g in groups if g not in inside] + whole
    groups += [{name} for name in order if not near[name]]
    groups = [g for g in groups if not any(g < other for other in groups)]
    rows = sorted((sorted(g, key=order.get) for g in groups), key=lambda g: [order[s] for s in g])
    return tuple(
        Statement(f"s{n}", tuple(g), _finding(g, contradicting), len({outlet[s] for s in g})) for n, g in enumerate(rows, 1)
    )


def _merged(groups, order, foes):
    """Groups that share half of their sentences or more say one thing: they become one."""
    kept = sorted(groups, key=lambda g: (-len(g), sorted(order[s] for s in g)))
    found = []
    for group in kept:
        twin = next((f for f in found if len(f & group) * 2 >= len(f | group) and not _at_odds(f, group, foes)), None)
        if twin is None:
            found.append(set(group))
        else:
            twin |= group
    return found if len(found) == len(groups) else _merged(found, order, foes)


def _at_odds(group, other, foes):
    """Whether people separated one of a group from one of another."""
    return bool(foes) and any(foes.get(name, frozenset()) & other for name in group)


def _joining(group, near, foes):
    """The sentence that fits a group best: linked to at least two thirds of it, most similar on average."""
    best = (0.0, None)
    for name in sorted({n for member in group for n in near[member]} - group):
        held = [near[name][m] for m in group if m in near[name]]
        if len(held) * 3 >= len(group) * 2 and not _at_odds(group, {name}, foes):
            best = max(best, (sum(held) / len(group), name))
    return best[1]


def _finding(group, contradicting):
    if any(s in contradicting for s in group):
        return "contradicting"
    return "shared" if len(group) > 1 else "unique"


def clearest(members, links, among=None):
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
