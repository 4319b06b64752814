"""Which sentences of different articles report the same piece of information: similarity, links, statements.

Similarity is the estimate of a small logistic model on the signs of ``likeness``, in two steps: the second also sees what the
first thought of the neighbours (linked neighbours vouch for each other) and of the competition (a sentence close to everything
is close to nothing; cf. Conneau et al. 2018, CSLS). Its numbers lie readable in ``data/aligner.json``; ``evaluate`` says which
events they were learnt from. The model is symmetric, and the order of articles does not enter.
"""

import functools
import json
from dataclasses import dataclass

import numpy as np

from components.engine.articles import DATA

COMPETING = ("meaning", "characters", "soft_product", "same_mass", "clause_mass", "same_share", "soft_mass")
CROWD = 10  # nearest sentences elsewhere that make a sentence "close to everything"
REASONS = {
    "meaning": "meaning", "soft_least": "meaning", "soft_most": "meaning", "soft_product": "meaning", "soft_mass": "meaning", "verbs_soft": "meaning",
    "characters": "wording", "words": "wording", "same_mass": "wording", "same_share": "wording", "same_containment": "wording", "rarest_shared": "wording",
    "clause_full": "part", "clause_mass": "part", "clause_cover": "part",
    "names_mass": "names", "names_share": "names", "numbers_mass": "numbers", "numbers_share": "numbers", "numbers_differ": "numbers",
    "quoted_mass": "quote", "quoted_share": "quote", "verbs_mass": "wording", "verbs_share": "wording",
    "neighbours_along": "neighbours", "neighbours_sum": "neighbours", "neighbours_across": "neighbours", "neighbours_beside": "neighbours", "third": "third",
}  # fmt: skip
NO_REASON = "shape"  # lengths, margins, ranks: they count, but tell a reader nothing


@dataclass(frozen=True)
class Step:
    """One logistic step: names of the signs, their mean and spread where learnt, weights, intercept."""

    names: tuple[str, ...]
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    weight: tuple[float, ...]
    intercept: float


@dataclass(frozen=True)
class Aligner:
    """Both steps, the threshold the app stands by, and the one from which a link is "maybe"."""

    first: Step
    second: Step
    threshold: float
    maybe: float


@dataclass(frozen=True)
class Link:
    """Two sentences of different articles, ``left`` before ``right``; similarity 0 to 1; reasons strongest first."""

    left: str
    right: str
    similarity: float
    reasons: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], tuple[int, int]] | None = None


@dataclass(frozen=True)
class Statement:
    """What is reported: linked sentences that say one thing, or one sentence that nobody else has."""

    id: str
    sentences: tuple[str, ...]
    finding: str
    voices: int


@functools.cache
def shipped(kind="events"):
    """The Aligner whose numbers ship with the app: for "events" (articles), or for "lines" (lists of sentences in no order)."""
    return read_aligner(json.loads((DATA / "aligner.json").read_text("utf-8"))[kind])


def read_aligner(table):
    """An Aligner from its JSON form."""

    def step(row):
        signs = row["signs"]
        return Step(
            tuple(signs),
            *(tuple(float(s[n]) for s in signs.values()) for n in range(3)),
            float(row["intercept"]),
        )

    return Aligner(step(table["first"]), step(table["second"]), table["threshold"], table["maybe"])


def _blocks(articles):
    """{article number: positions of its sentences}; sentences of one article are neighbours in reading order."""
    return [np.flatnonzero(articles == a) for a in np.unique(articles)]


def competition(matrix, blocks):
    """Margin to the best rival and rank among rivals, for each pair, seen from both sides: four symmetric matrices."""
    margin, rank = np.zeros_like(matrix), np.zeros_like(matrix)
    for columns in blocks:
        block = matrix[:, columns]
        order = np.argsort(-block, axis=1, kind="stable")
        # equal values share the best rank, so that the order of articles cannot matter
        sorted_block = np.take_along_axis(block, order, axis=1)
        first_equal = np.maximum.accumulate(
            np.where(np.diff(sorted_block, axis=1, prepend=np.inf) != 0, np.arange(len(columns)), 0), axis=1
        )
        shared = np.empty_like(order)
        np.put_along_axis(shared, order, first_equal, axis=1)
        best = sorted_block[:, :1]
        second = sorted_block[:, 1:2] if len(columns) > 1 else best  # no rival, no margin
        margin[:, columns] = block - np.where(block >= best, second, best)
        rank[:, columns] = np.log1p(shared)
    return {
        "margin_least": np.minimum(margin, margin.T), "margin_most": np.maximum(margin, margin.T),
        "rank_best": np.minimum(rank, rank.T), "rank_worst": np.maximum(rank, rank.T),
    }  # fmt: skip


def crowding(matrix, other):
    """Twice the likeness less what both sentences have with their nearest ten elsewhere (CSLS); ``other``: pairs across articles."""
    ordered = -np.sort(np.where(other, -matrix, np.inf), axis=1)[:, :CROWD]
    counted = np.arange(ordered.shape[1])[None, :] < other.sum(1)[:, None]
    crowd = np.where(counted, ordered, 0).sum(1) / np.maximum(counted.sum(1), 1)
    return 2 * matrix - crowd[:, None] - crowd[None, :]


def first_signs(plain_signs, articles):
    """Signs of the first step: those of ``likeness`` and their competition."""
    blocks = _blocks(articles)
    other = articles[:, None] != articles[None, :]
    for name, matrix in plain_signs:
        yield name, matrix
        if name in COMPETING:
            for kind, found in competition(matrix, blocks).items():
                yield f"{kind}_{name}", found
        if name in ("meaning", "soft_product", "characters"):
            yield f"crowding_{name}", crowding(matrix, other)


def _shifted(matrix, articles, down, right):
    """matrix[i + down, j + right] where these stand in the same articles, else 0."""
    count = len(articles)
    place = np.arange(count)

    def valid(step):
        at = place + step
        inside = (at >= 0) & (at < count)
        inside[inside] = articles[at[inside]] == articles[place[inside]]
        return inside, at

    (rows, from_rows), (columns, from_columns) = valid(down), valid(right)
    found = np.zeros_like(matrix)
    found[np.ix_(rows, columns)] = matrix[np.ix_(from_rows[rows], from_columns[columns])]
    return found


def second_signs(chance, articles):
    """Signs of the second step: the first step's estimate, its neighbours, its competition, and a third article's consent."""
    blocks = _blocks(articles)
    yield "first", np.log((chance + 1e-4) / (1 - chance + 1e-4))
    along = [_shifted(chance, articles, 1, 1), _shifted(chance, articles, -1, -1)]
    yield "neighbours_along", np.maximum(*along)
    yield "neighbours_sum", along[0] + along[1]
    yield "neighbours_across", np.maximum(_shifted(chance, articles, 1, -1), _shifted(chance, articles, -1, 1))
    beside = [_shifted(chance, articles, *step) for step in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    yield "neighbours_beside", np.maximum.reduce(beside)
    for kind, found in competition(chance, blocks).items():
        yield f"{kind}_first", found
    third = np.zeros_like(chance)
    for block in blocks:
        other = np.setdiff1d(np.arange(len(articles)), block, assume_unique=True)
        half = chance[np.ix_(other, block)]
        via = np.zeros((len(other), len(other)), np.float32)
        for k in range(half.shape[1]):
            np.maximum(via, np.minimum(half[:, k, None], half[None, :, k]), out=via)
        third[np.ix_(other, other)] = np.maximum(third[np.ix_(other, other)], via)
    yield "third", third
    expected = np.where(articles[:, None] != articles[None, :], chance, 0).sum(1)
    yield "expected_links", (expected[:, None] + expected[None, :]).astype(np.float32)


class _Sum:
    """A step's weighted sum of signs, taken from a stream, and each reason's part in it."""

    def __init__(self, step):
        self.step = step
        self.place = {name: n for n, name in enumerate(step.names)}
        self.total = np.float32(step.intercept)
        self.reasons = {}

    def add(self, name, matrix):
        """Add one sign; signs that the step does not know are passed over."""
        n = self.place.get(name)
        if n is None or not self.step.weight[n]:
            return
        part = (matrix - np.float32(self.step.mean[n])) * np.float32(self.step.weight[n] / self.step.spread[n])
        self.total = self.total + part
        reason = REASONS.get(name, NO_REASON)
        if reason != NO_REASON:
            self.reasons[reason] = self.reasons.get(reason, np.float32(0)) + part

    def slope(self, name):
        """By how much the sum grows with a sign."""
        n = self.place[name]
        return np.float32(self.step.weight[n] / self.step.spread[n])

    def chance(self):
        return 1 / (1 + np.exp(-np.clip(self.total, -30, 30)))


def estimate(plain_signs, articles, aligner):
    """(similarity, {reason: its part in it}) for all pairs of sentences; 0 inside one article.

    ``articles``: number of the article of each sentence, sentences in reading order.
    """
    other = articles[:, None] != articles[None, :]
    first, second = _Sum(aligner.first), _Sum(aligner.second)
    for name, matrix in first_signs(plain_signs, articles):
        first.add(name, matrix)
        second.add(name, matrix)
    chance = np.where(other, _even(first.chance()), 0).astype(np.float32)
    for name, matrix in second_signs(chance, articles):
        second.add(name, matrix)
    reasons = dict(second.reasons)
    for reason, part in first.reasons.items():  # what the first step made of a reason counts through its estimate
        reasons[reason] = reasons.get(reason, np.float32(0)) + second.slope("first") * part
    return np.where(other, _even(second.chance()), 0).astype(np.float32), reasons


def _even(matrix):
    """Exactly symmetric: rounding must not depend on which sentence comes first."""
    return (matrix + matrix.T) / 2


def strongest(reasons, left, right, most=2):
    """The reasons that add most to a pair's similarity, strongest first; only those that speak for it."""
    parts = sorted(((-float(matrix[left, right]), reason) for reason, matrix in reasons.items()))
    return tuple(reason for value, reason in parts[:most] if value < 0)


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


@functools.cache
def trust_bands():
    """((from, to, right, counted), …): of so many hand-checked pairs with a similarity in a band, so many were right."""
    return tuple(tuple(row) for row in json.loads((DATA / "aligner.json").read_text("utf-8"))["events"]["trust"])


def trust(similarity):
    """(from, to, right, counted) of the similarity band: of so many pairs checked by hand, so many were right; None if none."""
    return next((row for row in trust_bands() if row[0] <= similarity < row[1] and row[3]), None)
