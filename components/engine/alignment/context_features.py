"""Features of a pair of sentences that come from its rivals and neighbours."""

import numpy as np

COMPETING = ("meaning", "characters", "soft_product", "same_mass", "clause_mass", "same_share", "soft_mass")
CROWD = 10  # nearest sentences elsewhere that make a sentence "close to everything"


def blocks_of(articles):
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


def first_features(plain_signs, articles):
    """Signs of the first step: those of ``likeness`` and their competition."""
    blocks = blocks_of(articles)
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


def second_features(chance, articles):
    """Signs of the second step: the first step's estimate, its neighbours, its competition, and a third article's consent."""
    blocks = blocks_of(articles)
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
