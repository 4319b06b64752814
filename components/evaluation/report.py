"""How good the aligner is: measured on events marked by hand, beside baselines, and the training of its weights.

Each event's own figure comes from weights and thresholds that never saw it. scikit-learn is needed here only; what it learns
is written to ``data/aligner.json`` as plain numbers. The scoring is that of the benchmarks: pairs of the gold's own sentences
that share a fact; pairs on which the two annotations differ count for neither precision nor recall.
"""

import json
import pathlib
import sys

import numpy as np

from components.engine import decisions
from components.engine.alignment import links, model
from components.engine.alignment.statements import statements
from components.engine.articles.events import read_event
from components.engine.articles.outlets import read_outlets
from components.engine.comparison import compare
from components.engine.data import DATA
from components.evaluation.gold import GOLD, marked, marked_five, marked_lines, translations
from components.evaluation.training import (
    BASELINES,
    aligner_table,
    apply,
    baseline,
    baseline_threshold,
    calibrated,
    leave_one_out,
    scores,
    train,
    trust,
)


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
        aligner = model.shipped()
        estimates = apply(aligner.first, aligner.second, five)
        cells = [_cell(scores(five.truth, baseline(five, s) >= shipped["baselines"][n], five.gold)) for n, s in BASELINES.items()]
        found = scores(five.truth, estimates >= aligner.threshold, five.gold)
        return [(five.name, [*cells, _cell(found), f"{statement_score(five, estimates, aligner.threshold):.3f}"])]
    rows = []
    for event, threshold, *found, estimates in leave_one_out(events, [five]):
        others = [e for e in events if e is not event]
        cells = [
            _cell(scores(event.truth, baseline(event, s) >= baseline_threshold(others, s), event.gold))
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
    aligner = model.shipped("lines")
    cells = [_cell(scores(lines.truth, baseline(lines, s) >= shipped["baselines"][n], lines.gold)) for n, s in BASELINES.items()]
    return [*cells, _cell(scores(lines.truth, apply(aligner.first, aligner.second, lines) >= aligner.threshold, lines.gold))]


def statement_score(event, estimates, threshold):
    """Whether one statement is one thing: B³ F1 (Bagga & Baldwin 1998) of the statements against the gold's own groups.

    Gold groups are made of the gold's links by the same rule, so that 1 means: the links are all right.
    """
    names = [s.id for s in event.text]
    rows = [(s.id, s.article) for s in event.text]

    def groups(chosen, strength):
        chosen_links = [
            links.Link(names[i], names[j], float(strength[k])) for k, (i, j) in enumerate(zip(*event.pairs)) if chosen[k]
        ]
        return [frozenset(s.sentences) for s in statements.statements(rows, chosen_links, frozenset())]

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
