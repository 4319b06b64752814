"""Events and lists of sentences marked by hand."""

import itertools
import json
import pathlib
from dataclasses import dataclass, replace

import numpy as np

from components.engine.alignment import context_features, features, readings
from components.engine.articles.article import ASIDE_ROLES, Sentence
from components.engine.articles.events import read_event
from components.engine.articles.outlets import find_outlet, read_outlets
from components.engine.data import DATA
from components.engine.document import sentences
from components.engine.zones import shared_closings

GOLD = DATA / "gold"
TRANSLATIONS = (
    ("newstest/2020/en-de/newstest2020", "google-para/wmt20"),
    ("newstest/2020/en-de/newstestB2020", "google-para/wmt20"),
    ("wmt22/en-de/ref.A", "wmt22/en-de/ref.B"),
)


@dataclass(frozen=True)
class Marked:
    """An event with gold: its text sentences, signs of all pairs, and what the annotators said of each pair (1, 0, -1 grey)."""

    name: str
    text: tuple
    articles: np.ndarray
    pairs: tuple[np.ndarray, np.ndarray]
    first: np.ndarray
    names: tuple[str, ...]
    truth: np.ndarray
    gold: int


def overlap(one, other):
    """Shared characters of two spans as a share of the shorter one, 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(1, min(one[1] - one[0], other[1] - other[0])) if shared > 0 else 0.0


def _facts_of(rows, facts):
    held = {row["id"]: set() for row in rows}
    for fact in facts:
        for row in rows:
            for span in fact["spans"].get(row["article"], ()):
                shared = min(span[1], row["end"]) - max(span[0], row["start"])
                if shared >= 4 and overlap(span, (row["start"], row["end"])) >= 0.5:
                    held[row["id"]].add(fact["id"])
    return held


def _pairs(rows, held):
    return {
        frozenset((x["id"], y["id"]))
        for x, y in itertools.combinations(rows, 2)
        if x["article"] != y["article"] and held[x["id"]] & held[y["id"]]
    }


def read_gold(folder):
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


def text_of(folder):
    """The text sentences of an event folder, as ``compare`` forms them."""
    event, outlets = read_event(folder), read_outlets()
    articles = sorted(event.articles, key=lambda a: a.id)
    closings = shared_closings(articles)
    return tuple(
        s
        for a in articles
        for s in sentences(a, find_outlet(a.outlet, outlets), closings.get(a.outlet, frozenset()))
        if s.role not in ASIDE_ROLES
    )


def _stand_for(text, rows):
    """Position in ``text`` of each gold sentence that one of ours stands for (half of their union shared)."""
    found = {}
    for n, s in enumerate(text):
        for row in rows:
            if row["article"] == s.article:
                shared = min(s.end, row["end"]) - max(s.start, row["start"])
                if shared * 2 >= max(s.end, row["end"]) - min(s.start, row["start"]):
                    found[row["id"]] = n
    return found


def marked(folder, encode, gold=None):
    """A Marked event, its first-step signs computed; ``gold``: where gold.json lies, if not in the event's own folder."""
    text = text_of(folder)
    rows, must, grey = read_gold(gold or folder)
    place = _stand_for(text, rows)
    names = {a: n for n, a in enumerate(dict.fromkeys(s.article for s in text))}
    articles = np.array([names[s.article] for s in text])
    truth = np.zeros((len(text), len(text)), np.int8)
    for value, pairs in ((1, must), (-1, grey)):
        for pair in pairs:
            found = [place[p] for p in pair if p in place]
            if len(found) == 2:
                truth[found[0], found[1]] = truth[found[1], found[0]] = value
    pairs = cross_pairs(articles)
    named = list(context_features.first_features(plain_features(text, encode), articles))
    first = np.stack([m[pairs] for _, m in named], 1).astype(np.float32)
    return Marked(pathlib.Path(folder).name, text, articles, pairs, first, tuple(n for n, _ in named), truth[pairs], len(must))


def translations(path, encode, seed=13):
    """Marked lists of news sentences in two human German translations, made from the training text (``pairs.parquet``).

    Each is like a benchmark of shuffled lines: 40 % of each side's lines are dropped, so that many have no counterpart.
    """
    import pandas as pd

    table = pd.read_parquet(path, columns=["source", "en", "de"])
    rng = np.random.default_rng(seed)
    found = []
    for one, other in TRANSLATIONS:
        left, right = (table[table.source == name].drop_duplicates("en").set_index("en").de for name in (one, other))
        both = [e for e in left.index if e in right.index and left[e] != right[e]][:600]
        text, source = [], []
        for side, versions in (("left", left), ("right", right)):
            kept = [e for e in rng.permutation(both) if rng.random() < 0.6]
            text += [Sentence(f"{side}:{n}", side, 0, len(versions[e]), "body", versions[e]) for n, e in enumerate(kept)]
            source += kept
        found.append(_marked_lines(f"{one} | {other}", tuple(text), np.array(source), encode))
    return found


def _marked_lines(name, text, source, encode):
    """Only likely pairs are judged (truth -1 otherwise): a list has a hundred thousand pairs that nobody would mistake."""
    articles = np.array([int(s.article == "right") for s in text])
    pairs = cross_pairs(articles)
    named = dict(context_features.first_features(plain_features(text, encode), articles))
    truth = (source[pairs[0]] == source[pairs[1]]).astype(np.int8)
    near = np.minimum(named["rank_best_characters"], named["rank_best_soft_product"])[pairs] <= np.log1p(2)
    gold = int(truth.sum())
    truth[~near & (truth == 0)] = -1
    first = np.stack([m[pairs] for m in named.values()], 1).astype(np.float32)
    return Marked(name, text, articles, pairs, first, tuple(named), truth, gold)


def plain_features(text, encode):
    """The signs of ``likeness`` for text sentences."""
    found = [readings.read(s.text) for s in text]
    vectors = encode([" ".join(s.text.replace("\u00ad", "").split()) for s in text])
    words = encode(list(readings.vocabulary(found).values()))
    return features.features([s.text for s in text], found, vectors, words)


def cross_pairs(articles):
    upper = np.triu_indices(len(articles), 1)
    other = articles[upper[0]] != articles[upper[1]]
    return upper[0][other], upper[1][other]


def marked_lines(folder, encode):
    """A folder with ``left.txt``, ``right.txt``, ``gold.tsv`` as a Marked list, every pair judged."""
    text, source = [], []
    for side in ("left", "right"):
        lines = (folder / f"{side}.txt").read_text("utf-8").splitlines()
        text += [Sentence(f"{side}:{n}", side, 0, len(line), "body", line) for n, line in enumerate(lines)]
        source += [f"{side}:{n}" for n in range(len(lines))]
    place = {name: n for n, name in enumerate(source)}
    for row in (folder / "gold.tsv").read_text("utf-8").splitlines():
        if row[:1].isdigit():
            left, right = row.split("\t")[:2]
            source[place[f"right:{right}"]] = f"left:{left}"
    found = _marked_lines(folder.name, tuple(text), np.array(source), encode)
    return replace(found, truth=np.maximum(found.truth, 0))


def marked_five(encode):
    """The five shipped articles as a Marked event."""
    found = marked(DATA / "events" / "2025-02-12-telefonat-trump-putin", encode, GOLD / "telefonat")
    return replace(found, name="five articles")
