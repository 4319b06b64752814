"""Features of a pair of sentences that come from its rivals and neighbours, in two steps.

The second step also sees what the first thought of the neighbours (linked neighbours vouch for each other) and of the competition
(a sentence close to everything is close to nothing; cf. Conneau et al. 2018, CSLS).
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.floating[Any]]
Feature = tuple[str, Matrix]  # its name, and its value for all pairs of sentences
Numbers = npt.NDArray[np.intp]  # the number of each sentence's article, sentences in reading order

COMPETING = ("meaning", "characters", "aligned_product", "aligned_mass", "aligned_clause", "same_mass", "same_share")
THIRD_LEAST = 0.02  # probability from which a third article's sentence can vouch for a link
CROWD = 10  # nearest sentences elsewhere that make a sentence "close to everything"


def blocks_of(articles: Numbers) -> list[Numbers]:
    """The positions of each article's sentences; sentences of one article are neighbours in reading order."""
    return [np.flatnonzero(articles == a) for a in np.unique(articles)]


def competition(matrix: Matrix, blocks: list[Numbers]) -> dict[str, Matrix]:
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


def crowding(matrix: Matrix, other: npt.NDArray[np.bool_]) -> Matrix:
    """Twice the likeness less what both sentences have with their nearest ten elsewhere (CSLS); ``other``: pairs across articles."""
    ordered = -np.sort(np.where(other, -matrix, np.inf), axis=1)[:, :CROWD]
    counted = np.arange(ordered.shape[1])[None, :] < other.sum(1)[:, None]
    crowd = np.where(counted, ordered, 0).sum(1) / np.maximum(counted.sum(1), 1)
    return 2 * matrix - crowd[:, None] - crowd[None, :]


def first_features(plain_features: Iterable[Feature], articles: Numbers) -> Iterator[Feature]:
    """Features of the first step: those of ``features`` and their competition."""
    blocks = blocks_of(articles)
    other = articles[:, None] != articles[None, :]
    for name, matrix in plain_features:
        yield name, matrix
        if name in COMPETING:
            for kind, found in competition(matrix, blocks).items():
                yield f"{kind}_{name}", found
        if name in ("meaning", "aligned_product", "characters"):
            yield f"crowding_{name}", crowding(matrix, other)


def _shifted(matrix: Matrix, articles: Numbers, down: int, right: int) -> Matrix:
    """matrix[i + down, j + right] where these stand in the same articles, else 0."""
    count = len(articles)
    place = np.arange(count)

    def valid(step: int) -> tuple[npt.NDArray[np.bool_], Numbers]:
        at = place + step
        inside = (at >= 0) & (at < count)
        inside[inside] = articles[at[inside]] == articles[place[inside]]
        return inside, at

    (rows, from_rows), (columns, from_columns) = valid(down), valid(right)
    found = np.zeros_like(matrix)
    found[np.ix_(rows, columns)] = matrix[np.ix_(from_rows[rows], from_columns[columns])]
    return found


def second_features(probability: Matrix, articles: Numbers) -> Iterator[Feature]:
    """Features of the second step: the first step's estimate, its neighbours, its competition, and a third article's consent."""
    blocks = blocks_of(articles)
    yield "first", np.log((probability + 1e-4) / (1 - probability + 1e-4))
    along = [_shifted(probability, articles, 1, 1), _shifted(probability, articles, -1, -1)]
    yield "neighbours_along", np.maximum(*along)
    yield "neighbours_sum", along[0] + along[1]
    yield "neighbours_across", np.maximum(_shifted(probability, articles, 1, -1), _shifted(probability, articles, -1, 1))
    beside = [_shifted(probability, articles, *step) for step in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    yield "neighbours_beside", np.maximum.reduce(beside)
    for kind, found in competition(probability, blocks).items():
        yield f"{kind}_first", found
    third = np.zeros_like(probability)
    for sentence in probability.T:  # only what may be linked to it can be linked through it: not every sentence with every other
        held = np.flatnonzero(sentence >= THIRD_LEAST)
        place = np.ix_(held, held)
        third[place] = np.maximum(third[place], np.minimum(sentence[held, None], sentence[None, held]))
    yield "third", third
    expected = np.where(articles[:, None] != articles[None, :], probability, 0).sum(1)
    yield "expected_links", (expected[:, None] + expected[None, :]).astype(np.float32)
