"""How good the aligner is: measured on events marked by hand, beside baselines, and the training of its weights.

Each event's own figure comes from weights and thresholds that never saw it. scikit-learn is needed here only; what it learns
is written to ``data/aligner.json`` as plain numbers. The scoring is that of the benchmarks: pairs of the gold's own sentences
that share a fact; pairs on which the two annotations differ count for neither precision nor recall.
"""

import itertools
import json
import pathlib
import sys
from dataclasses import dataclass, replace

import numpy as np

from components.engine import alignment, decisions, likeness
from components.engine.articles import DATA, find_outlet, read_event, read_outlets
from components.engine.comparison import compare
from components.engine.roles import ASIDE_ROLES, sentences, shared_closings
from components.engine.sentences import Sentence

GOLD = DATA / "gold"
BASELINES = {"rapidfuzz token_set": "words", "TF-IDF, characters 3-5": "characters", "encoder alone": "meaning"}
THRESHOLDS = np.round(np.arange(0.15, 0.81, 0.01), 2)
PRECISE = 0.82  # precision that the aligner stands for
SMOOTH = 7  # hundredths to both sides
STRENGTH = 0.03  # inverse strength of the logistic model's penalty
TRANSLATIONS = (
    ("newstest/2020/en-de/newstest2020", "google-para/wmt20"),
    ("newstest/2020/en-de/newstestB2020", "google-para/wmt20"),
    ("wmt22/en-de/ref.A", "wmt22/en-de/ref.B"),
)
MAYBE = 0.2  # similarity from which a link below the threshold is drawn grey
BANDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


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
    pairs = _cross(articles)
    named = list(alignment.first_signs(plain_signs(text, encode), articles))
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
    pairs = _cross(articles)
    named = dict(alignment.first_signs(plain_signs(text, encode), articles))
    truth = (source[pairs[0]] == source[pairs[1]]).astype(np.int8)
    near = np.minimum(named["rank_best_characters"], named["rank_best_soft_product"])[pairs] <= np.log1p(2)
    gold = int(truth.sum())
    truth[~near & (truth == 0)] = -1
    first = np.stack([m[pairs] for m in named.values()], 1).astype(np.float32)
    return Marked(name, text, articles, pairs, first, tuple(named), truth, gold)


def plain_signs(text, encode):
    """The signs of ``likeness`` for text sentences."""
    readings = [likeness.read(s.text) for s in text]
    vectors = encode([" ".join(s.text.replace("\u00ad", "").split()) for s in text])
    words = encode(list(likeness.vocabulary(readings).values()))
    return likeness.signs([s.text for s in text], readings, vectors, words)


def _cross(articles):
    upper = np.triu_indices(len(articles), 1)
    other = articles[upper[0]] != articles[upper[1]]
    return upper[0][other], upper[1][other]


def fit(names, rows, truth):
    """A logistic Step from signs (pairs x signs) and truth (1, 0; grey pairs left out by the caller)."""
    from sklearn.linear_model import LogisticRegression

    mean, spread = rows.mean(0), np.maximum(rows.std(0), 0.01)
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit((rows - mean) / spread, truth)
    return alignment.Step(
        tuple(names),
        *(tuple(np.round(v.astype(float), 5).tolist()) for v in (mean, spread, model.coef_[0])),
        round(float(model.intercept_[0]), 5),
    )


def _chance(step, rows):
    z = (rows - np.array(step.mean)) / np.array(step.spread) @ np.array(step.weight) + step.intercept
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _stack(events, rows):
    return np.concatenate([rows[e.name][e.truth >= 0] for e in events]), np.concatenate([e.truth[e.truth >= 0] for e in events])


def _second_rows(event, chance):
    matrix = np.zeros((len(event.text),) * 2, np.float32)
    matrix[event.pairs] = chance
    matrix = matrix + matrix.T
    named = list(alignment.second_signs(matrix, event.articles))
    rows = np.concatenate([event.first, np.stack([m[event.pairs] for _, m in named], 1)], 1)
    return rows.astype(np.float32), event.names + tuple(n for n, _ in named)


def train(events):
    """(first Step, second Step, {event: honest estimates of its pairs}) from marked events.

    The second step sees first-step estimates made by weights that did not see the event, as it will on new events.
    """
    first_rows = {e.name: e.first for e in events}
    unseen = {}
    for event in events:
        others = [e for e in events if e is not event] or [event]
        unseen[event.name] = _chance(fit(event.names, *_stack(others, first_rows)), event.first)
    built = {e.name: _second_rows(e, unseen[e.name]) for e in events}
    second_rows = {name: rows for name, (rows, _) in built.items()}
    names = built[events[0].name][1]
    first = fit(events[0].names, *_stack(events, first_rows))
    second = fit(names, *_stack(events, second_rows))
    honest = {}
    for event in events:
        others = [e for e in events if e is not event] or [event]
        honest[event.name] = _chance(fit(names, *_stack(others, second_rows)), second_rows[event.name])
    return first, second, honest


def scores(truth, said, gold):
    """(precision, recall, F1) of said pairs; grey pairs (-1) count for neither."""
    counted = said & (truth >= 0)
    right = int((counted & (truth == 1)).sum())
    precision, recall = right / max(1, int(counted.sum())), right / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def choose_threshold(events, estimates, precise=0.0):
    """The threshold with the best mean F1 over events, smoothed over its neighbourhood: a lone peak does not travel.

    ``precise``: mean precision that it must reach, where any does; a wrong link costs more than a missing one.
    """
    found = np.array([np.mean([scores(e.truth, estimates[e.name] >= t, e.gold) for e in events], axis=0) for t in THRESHOLDS])
    enough = found[:, 0] >= precise
    smooth = np.convolve(np.pad(found[:, 2], SMOOTH, mode="edge"), np.ones(2 * SMOOTH + 1) / (2 * SMOOTH + 1), mode="valid")
    return float(THRESHOLDS[int(np.argmax(np.where(enough, smooth, 0) if enough.any() else smooth))])


def apply(first, second, event):
    """Estimates of an event's pairs by two Steps."""
    rows, _ = _second_rows(event, _chance(first, event.first))
    return _chance(second, rows)


def leave_one_out(events, test_only=()):
    """[(event, threshold, precision, recall, F1, estimates)], each measured with weights and threshold that never saw it."""
    found = []
    for event in (*events, *test_only):
        others = [e for e in events if e is not event]
        first, second, honest = train(others)
        threshold = choose_threshold(others, honest, PRECISE)
        estimates = apply(first, second, event)
        found.append((event, threshold, *scores(event.truth, estimates >= threshold, event.gold), estimates))
    return found


def calibrated(second, events, honest):
    """(Step, honest estimates) scaled so that a similarity is the share of pairs right at that value (Platt 1999).

    Two numbers are learnt, on estimates made without the event's own marks; the order of pairs does not change.
    """
    from sklearn.linear_model import LogisticRegression

    def logit(chance):
        chance = np.clip(chance, 1e-6, 1 - 1e-6)
        return np.log(chance / (1 - chance))

    rows, truth = _stack(events, honest)
    model = LogisticRegression(C=1e6).fit(logit(rows)[:, None], truth)
    slope, shift = float(model.coef_[0][0]), float(model.intercept_[0])
    step = replace(
        second, weight=tuple(round(w * slope, 5) for w in second.weight), intercept=round(second.intercept * slope + shift, 5)
    )
    return step, {name: 1 / (1 + np.exp(-(logit(found) * slope + shift))) for name, found in honest.items()}


def aligner_table(events):
    """The JSON form of an Aligner trained on all events, with where it was learnt and its trust by band."""
    first, second, honest = train(events)
    second, honest = calibrated(second, events, honest)

    def step(row):
        signs = {n: [m, s, w] for n, m, s, w in zip(row.names, row.mean, row.spread, row.weight)}
        return {"intercept": row.intercept, "signs": signs}

    return {
        "learnt_from": [e.name for e in events],
        "threshold": choose_threshold(events, honest, PRECISE),
        "maybe": MAYBE,
        "trust": trust(events, honest),
        "baselines": {name: _baseline_threshold(events, sign) for name, sign in BASELINES.items()},
        "first": step(first),
        "second": step(second),
    }


def trust(events, estimates):
    """[[from, to, right, counted]] of pairs by similarity band, estimates made without the event's own marks."""
    rows = []
    for low, high in itertools.pairwise(BANDS):
        right = counted = 0
        for e in events:
            inside = (estimates[e.name] >= low) & (estimates[e.name] < high + (high == 1.0)) & (e.truth >= 0)
            right, counted = right + int((e.truth[inside] == 1).sum()), counted + int(inside.sum())
        rows.append([low, high, right, counted])
    return rows


def _baseline(event, sign):
    return event.first[:, event.names.index(sign)]


def _baseline_threshold(events, sign):
    return choose_threshold(events, {e.name: _baseline(e, sign) for e in events})


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


def report(folder, encode, write=None, text=None, beside=None):
    """Print the table of links: baselines beside the aligner, on the five articles, the paraphrases, and ``folder``'s events.

    With ``folder`` each event is measured with weights that never saw it, and what people decided by hand is counted; without, the shipped weights measure what they never
    saw anyway. With ``write`` the aligner is trained on all of the folder's events (and on the translations in ``text``) and
    written there. ``beside``: {name: encode} of other encoders, a column each, and the threshold each of them needs.
    """
    five, lines, events = _measured(folder, encode)
    by_hand = _decided_files(folder) if folder else []
    if folder and len(events) < 3 and (events or write or not by_hand):
        print(f"{folder} holds {len(events)} events with gold.json; at least 3 are needed to leave one out.", file=sys.stderr)
        return 2
    if write:
        table = {"events": aligner_table(events), "lines": aligner_table(translations(text, encode))}
        pathlib.Path(write).write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")
    others = {name: _measured(folder, other) for name, other in (beside or {}).items()}
    with_others = [f"aligner with {name}" for name in others]
    print("| links, F1 (P) | " + " | ".join([*BASELINES, "aligner", *with_others, "statements, B³ F1"]) + " |")
    print("|---|" + "---|" * (len(BASELINES) + len(others) + 2))
    rows = _report_rows(events, five)
    for other_five, _, other_events in others.values():
        for (_, cells), (_, other_cells) in zip(rows, _report_rows(other_events, other_five), strict=True):
            cells.insert(-1, other_cells[-2])
    for name, cells in rows:
        print(f"| {name} | " + " | ".join(cells) + " |")
    if events:
        _print_mean(rows)
    print(
        f"| {lines.name} | " + " | ".join([*_lines_row(lines), *(_lines_row(other[1])[-1] for other in others.values())]) + " | |"
    )
    if events and others:
        print("\n| encoder | threshold it needs |\n|---|---|")
        for name, found in {"measured": events, **{name: other[2] for name, other in others.items()}}.items():
            print(f"| {name} | {aligner_table(found)['threshold']:.2f} |")
    if events:
        _, second, honest = train(events)
        _, honest = calibrated(second, events, honest)
        print("\n| similarity | pairs marked by hand | right |\n|---|---|---|")
        for low, high, right, counted in trust(events, honest):
            print(f"| {low:.1f} to {high:.1f} | {counted} | {right} ({100 * right / max(1, counted):.0f} %) |")
    if by_hand:
        print("\n| decided by hand | the same: linked | another matter: linked | contradictions: found | none: found |")
        print("|---|---|---|---|---|")
        for name, *cells in (_decided_row(path, encode) for path in by_hand):
            print(f"| {name} | " + " | ".join(f"{found} of {counted}" for found, counted in cells) + " |")
    return 0


def _decided_files(folder):
    """The decisions of the events in ``folder``, or of ``folder`` itself."""
    return sorted([*pathlib.Path(folder).glob(decisions.NAME), *pathlib.Path(folder).glob(f"*/{decisions.NAME}")])


def _decided_row(path, encode):
    """(event, (linked, pairs that people confirmed), (linked, dismissed), (found, contradictions confirmed), (found, dismissed))

    What nobody decided counts for nothing, and people see more of what the program proposed than of what it passed over: good for
    comparing two states of the program, not two programs.
    """
    decided = decisions.standing(decisions.read(path)[0])
    event = decisions.corrected(read_event(path.parent), decided)
    found = compare(event, read_outlets(), encode)
    linked = {decisions.pair(found.by_id[x.left], found.by_id[x.right]) for x in found.links}
    marked_as = {decisions.on_contradiction(found.by_id, c, "confirmed").key for c in found.contradictions}
    cells = []
    for matters, keys in ((decisions.PAIRS, linked), (("contradiction",), marked_as)):
        for verdict in decisions.YES_NO:
            wanted = [d.key for d in decided.values() if d.matter in matters and d.verdict == verdict]
            cells.append((sum(key in keys for key in wanted), len(wanted)))
    return (event.title, *cells)


def _measured(folder, encode):
    """(the five articles, the paraphrases, the folder's events) with one encoder's signs."""
    events = [marked(p.parent, encode) for p in sorted(pathlib.Path(folder).glob("*/gold.json"))] if folder else []
    return marked_five(encode), marked_lines(GOLD / "paraphrase", encode), events


def _cell(row):
    return f"{row[2]:.3f} ({row[0]:.2f})"


def _report_rows(events, five):
    """[(event, cells)]: baselines with thresholds from the other events, the aligner, B³ of the statements."""
    shipped = json.loads((DATA / "aligner.json").read_text("utf-8"))["events"]
    if not events:
        aligner = alignment.shipped()
        estimates = apply(aligner.first, aligner.second, five)
        cells = [
            _cell(scores(five.truth, _baseline(five, s) >= shipped["baselines"][n], five.gold)) for n, s in BASELINES.items()
        ]
        found = scores(five.truth, estimates >= aligner.threshold, five.gold)
        return [(five.name, [*cells, _cell(found), f"{statement_score(five, estimates, aligner.threshold):.3f}"])]
    rows = []
    for event, threshold, *found, estimates in leave_one_out(events, [five]):
        others = [e for e in events if e is not event]
        cells = [
            _cell(scores(event.truth, _baseline(event, s) >= _baseline_threshold(others, s), event.gold))
            for s in BASELINES.values()
        ]
        rows.append((event.name, [*cells, _cell(found), f"{statement_score(event, estimates, threshold):.3f}"]))
    return rows


def _print_mean(rows):
    numbers = [[float(x) for x in c.rstrip(")").split(" (")] for _, cells in rows for c in cells[:-1]]
    width = len(rows[0][1]) - 1
    means = [np.mean(numbers[n::width], axis=0) for n in range(width)]
    last = np.mean([float(cells[-1]) for _, cells in rows])
    print(f"| **mean of {len(rows)}** | " + " | ".join(f"{f:.3f} ({p:.2f})" for f, p in means) + f" | {last:.3f} |")


def _lines_row(lines):
    shipped = json.loads((DATA / "aligner.json").read_text("utf-8"))["lines"]
    aligner = alignment.shipped("lines")
    cells = [_cell(scores(lines.truth, _baseline(lines, s) >= shipped["baselines"][n], lines.gold)) for n, s in BASELINES.items()]
    return [*cells, _cell(scores(lines.truth, apply(aligner.first, aligner.second, lines) >= aligner.threshold, lines.gold))]


def statement_score(event, estimates, threshold):
    """Whether one statement is one thing: B³ F1 (Bagga & Baldwin 1998) of the statements against the gold's own groups.

    Gold groups are made of the gold's links by the same rule, so that 1 means: the links are all right.
    """
    names = [s.id for s in event.text]
    rows = [(s.id, s.article) for s in event.text]

    def groups(chosen, strength):
        links = [
            alignment.Link(names[i], names[j], float(strength[k])) for k, (i, j) in enumerate(zip(*event.pairs)) if chosen[k]
        ]
        return [frozenset(s.sentences) for s in alignment.statements(rows, links, frozenset())]

    said = groups((estimates >= threshold) & (event.truth >= 0), estimates)
    gold = groups(event.truth == 1, np.ones(len(event.truth)))

    def share(mine, theirs):
        found = []
        for name in names:
            own = frozenset().union(*(g for g in mine if name in g))
            other = frozenset().union(*(g for g in theirs if name in g))
            found.append(len(own & other) / len(own))
        return float(np.mean(found))

    precision, recall = share(said, gold), share(gold, said)
    return 2 * precision * recall / (precision + recall)
