"""Events and lists of sentences marked by hand."""

import itertools
import json
import pathlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from components.engine.alignment import context_features
from components.engine.alignment.candidates import article_numbers, plain_features
from components.engine.alignment.context_features import Matrix, Numbers
from components.engine.articles.events import read_event
from components.engine.articles.outlets import read_outlets
from components.engine.codes import ASIDE_ROLES
from components.engine.comparison import event_year
from components.engine.data import DATA
from components.engine.document import Document, SentenceAnalysis, documents, lines
from components.engine.entities.entities import entities
from components.engine.entities.occasions import difference
from components.engine.network.encoder import Encode

Truth = npt.NDArray[np.int8]
Pair = frozenset[str]

GOLD = DATA / "gold"
TRANSLATIONS = (
    ("newstest/2020/en-de/newstest2020", "google-para/wmt20"),
    ("newstest/2020/en-de/newstestB2020", "google-para/wmt20"),
    ("wmt22/en-de/ref.A", "wmt22/en-de/ref.B"),
)


@dataclass(frozen=True, kw_only=True)
class Marked:
    """An event with gold: its text sentences, first-step features of all pairs, and what the annotators said of each pair (1, 0, -1
    grey). ``gold``: how many pairs must be linked; ``apart``: pairs whose sentences are about different occasions, which are never
    linked."""

    name: str
    text: tuple[SentenceAnalysis, ...]
    articles: Numbers
    pairs: tuple[Numbers, Numbers]
    first: Matrix
    names: tuple[str, ...]
    truth: Truth
    gold: int
    apart: npt.NDArray[np.bool_]


def overlap(one: Sequence[int], other: Sequence[int]) -> float:
    """Shared characters of two spans as a share of the shorter one, 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(1, min(one[1] - one[0], other[1] - other[0])) if shared > 0 else 0.0


def _facts_of(rows: Sequence[Mapping[str, Any]], facts: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {row["id"]: set() for row in rows}
    for fact in facts:
        for row in rows:
            for span in fact["spans"].get(row["article"], ()):
                shared = min(span[1], row["end"]) - max(span[0], row["start"])
                if shared >= 4 and overlap(span, (row["start"], row["end"])) >= 0.5:
                    held[row["id"]].add(fact["id"])
    return held


def _pairs(rows: Sequence[Mapping[str, Any]], held: Mapping[str, set[str]]) -> set[Pair]:
    return {
        frozenset((x["id"], y["id"]))
        for x, y in itertools.combinations(rows, 2)
        if x["article"] != y["article"] and held[x["id"]] & held[y["id"]]
    }


def read_gold(folder: str | pathlib.Path) -> tuple[list[dict[str, Any]], set[Pair], set[Pair]]:
    """(gold sentences that are text, pairs that must be linked, pairs that only one annotation links) of a marked event."""
    folder = pathlib.Path(folder)
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    spans = json.loads((folder / "sentences.json").read_text("utf-8"))
    rows = [
        {"id": f"{a}#{n}", "article": a, "start": b, "end": e}
        for a, found in spans.items()
        for n, (b, e, role) in enumerate(found)
        if role not in ASIDE_ROLES
    ]
    strict = _pairs(rows, _facts_of(rows, gold["facts"]))
    wide = _pairs(rows, _facts_of(rows, gold["wide"])) if gold.get("wide") else strict
    return rows, strict & wide, strict ^ wide


def text_of(folder: str | pathlib.Path) -> tuple[SentenceAnalysis, ...]:
    """The text sentences of an event folder, as ``compare`` forms them."""
    return _text(documents(read_event(folder), read_outlets()))


def _text(analysed: Sequence[Document]) -> tuple[SentenceAnalysis, ...]:
    return tuple(s for d in analysed for s in d.text)


def _apart(analysed: Sequence[Document], year: int | None, pairs: tuple[Numbers, Numbers]) -> npt.NDArray[np.bool_]:
    """Which pairs of an event's text sentences are about different occasions, as ``compare`` has it; ``year``: the event's."""
    text, held = _text(analysed), entities(analysed, year).occasion_of
    found = [difference(held[text[i].id], held[text[j].id]) is not None for i, j in zip(*pairs)]
    return np.array(found, np.bool_)


def _stand_for(text: Sequence[SentenceAnalysis], rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Position in ``text`` of each gold sentence that one of ours stands for (half of their union shared)."""
    found: dict[str, int] = {}
    for n, s in enumerate(text):
        for row in rows:
            if row["article"] == s.article:
                shared = min(s.end, row["end"]) - max(s.start, row["start"])
                if shared * 2 >= max(s.end, row["end"]) - min(s.start, row["start"]):
                    found[row["id"]] = n
    return found


def marked(folder: str | pathlib.Path, encode: Encode, gold: str | pathlib.Path | None = None) -> Marked:
    """A Marked event, its first-step features computed; ``gold``: where gold.json lies, if not in the event's own folder."""
    event = read_event(folder)
    analysed = documents(event, read_outlets())
    text = _text(analysed)
    rows, must, grey = read_gold(gold or folder)
    place = _stand_for(text, rows)
    articles = article_numbers(text)
    truth = np.zeros((len(text), len(text)), np.int8)
    for value, pairs in ((1, must), (-1, grey)):
        for pair in pairs:
            found = [place[p] for p in pair if p in place]
            if len(found) == 2:
                truth[found[0], found[1]] = truth[found[1], found[0]] = value
    cross = cross_pairs(articles)
    named = list(context_features.first_features(plain_features(text, encode), articles))
    return Marked(
        name=pathlib.Path(folder).name,
        text=text,
        articles=articles,
        pairs=cross,
        first=np.stack([m[cross] for _, m in named], 1).astype(np.float32),
        names=tuple(n for n, _ in named),
        truth=truth[cross],
        gold=len(must),
        apart=_apart(analysed, event_year(event), cross),
    )


def translations(path: str | pathlib.Path, encode: Encode, seed: int = 13) -> list[Marked]:
    """Marked lists of news sentences in two human German translations, made from the training text (``pairs.parquet``).

    Each is like a benchmark of shuffled lines: 40 % of each side's lines are dropped, so that many have no counterpart.
    """
    import pandas as pd

    table = pd.DataFrame(pd.read_parquet(path, columns=["source", "en", "de"]))
    rng = np.random.default_rng(seed)
    found = []
    for one, other in TRANSLATIONS:
        left, right = (
            table.loc[table["source"] == name].drop_duplicates(subset=["en"]).set_index("en")["de"] for name in (one, other)
        )
        both = [e for e in left.index if e in right.index and left[e] != right[e]][:600]
        text: list[SentenceAnalysis] = []
        source: list[str] = []
        for side, versions in (("left", left), ("right", right)):
            kept = [e for e in rng.permutation(both) if rng.random() < 0.6]
            text += lines(side, [versions[e] for e in kept])
            source += kept
        found.append(_marked_lines(f"{one} | {other}", tuple(text), np.array(source), encode))
    return found


def _marked_lines(name: str, text: tuple[SentenceAnalysis, ...], source: npt.NDArray[np.str_], encode: Encode) -> Marked:
    """Only likely pairs are judged (truth -1 otherwise): a list has a hundred thousand pairs that nobody would mistake."""
    articles = np.array([int(s.article == "right") for s in text], np.intp)
    pairs = cross_pairs(articles)
    named = dict(context_features.first_features(plain_features(text, encode), articles))
    truth = (source[pairs[0]] == source[pairs[1]]).astype(np.int8)
    near = np.minimum(named["rank_best_characters"], named["rank_best_aligned_product"])[pairs] <= np.log1p(2)
    gold = int(truth.sum())
    truth[~near & (truth == 0)] = -1
    first = np.stack([m[pairs] for m in named.values()], 1).astype(np.float32)
    return Marked(
        name=name,
        text=text,
        articles=articles,
        pairs=pairs,
        first=first,
        names=tuple(named),
        truth=truth,
        gold=gold,
        apart=np.zeros(len(truth), np.bool_),
    )


def cross_pairs(articles: Numbers) -> tuple[Numbers, Numbers]:
    """Positions of all pairs of sentences of different articles: first, second."""
    upper = np.triu_indices(len(articles), 1)
    other = articles[upper[0]] != articles[upper[1]]
    return upper[0][other], upper[1][other]


def marked_lines(folder: pathlib.Path, encode: Encode) -> Marked:
    """A folder with ``left.txt``, ``right.txt``, ``gold.tsv`` as a Marked list, every pair judged."""
    text: list[SentenceAnalysis] = []
    source: list[str] = []
    for side in ("left", "right"):
        found = lines(side, (folder / f"{side}.txt").read_text("utf-8").splitlines())
        text += found
        source += [s.id for s in found]
    place = {name: n for n, name in enumerate(source)}
    for row in (folder / "gold.tsv").read_text("utf-8").splitlines():
        if row[:1].isdigit():
            left, right = row.split("\t")[:2]
            source[place[f"right:{right}"]] = f"left:{left}"
    measured = _marked_lines(folder.name, tuple(text), np.array(source), encode)
    return replace(measured, truth=np.maximum(measured.truth, 0))


def marked_five(encode: Encode) -> Marked:
    """The five shipped articles as a Marked event."""
    found = marked(DATA / "events" / "2025-02-12-telefonat-trump-putin", encode, GOLD / "telefonat")
    return replace(found, name="five articles")
