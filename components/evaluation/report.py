"""How good the aligner is: measured on events marked by hand, beside baselines.

Each event's own figure comes from weights and thresholds that never saw it. The scoring is that of the benchmarks: pairs of the gold's
own sentences that share a fact; pairs on which the two annotations differ count for neither precision nor recall.
"""

import json
import pathlib
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from components.engine import decisions
from components.engine.alignment import model, statements
from components.engine.alignment.links import Link
from components.engine.articles.events import read_event
from components.engine.articles.outlets import read_outlets
from components.engine.codes import Matter, Verdict
from components.engine.comparison import compare
from components.engine.data import DATA
from components.engine.decisions import Decision
from components.engine.network.encoder import Encode
from components.evaluation.gold import GOLD, Marked, marked, marked_five, marked_lines, translations
from components.evaluation.training import (
    BASELINES,
    Estimates,
    Score,
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


class Measured(NamedTuple):
    """What is measured with one encoder."""

    five: Marked
    lines: Marked
    events: list[Marked]


def report(
    folder: pathlib.Path | None,
    encode: Encode,
    write: pathlib.Path | None = None,
    text: pathlib.Path | None = None,
    beside: Mapping[str, Encode] | None = None,
) -> int:
    """Print the table of links: baselines beside the aligner, on the five articles, the paraphrases, and ``folder``'s events; returns
    the exit status.

    With ``folder`` each event is measured with weights that never saw it, and what people decided by hand is counted; without, the
    shipped weights measure what they never saw anyway. With ``write`` the aligner is trained on all of the folder's events (and on the
    translations in ``text``) and written there. ``beside``: {name: encode} of other encoders, a column each, and the threshold each of
    them needs. Raises UnreadableEvent for decisions that cannot be read, before anything is measured.
    """
    by_hand = {path: decisions.standing(decisions.read(path)[0]) for path in _decided_files(folder)} if folder else {}
    marked_events = sorted(folder.glob("*/gold.json")) if folder else []
    if folder and len(marked_events) < 3 and (marked_events or write or not by_hand):
        print(
            f"{folder} holds {len(marked_events)} events with gold.json; at least 3 are needed to leave one out.", file=sys.stderr
        )
        return 2
    paths = [p.parent for p in marked_events]
    measured = _measured(paths, encode)
    if write and text:
        table = {"events": aligner_table(measured.events), "lines": aligner_table(translations(text, encode))}
        write.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8")
    _print_links(measured, {name: _measured(paths, other) for name, other in (beside or {}).items()})
    if measured.events:
        _print_trust(measured.events)
    if by_hand:
        _print_decided(by_hand, encode)
    return 0


def _print_links(measured: Measured, others: Mapping[str, Measured]) -> None:
    """The table of links, and the thresholds that other encoders need."""
    with_others = [f"aligner with {name}" for name in others]
    print("| links, F1 (P) | " + " | ".join([*BASELINES, "aligner", *with_others, "statements, B³ F1"]) + " |")
    print("|---|" + "---|" * (len(BASELINES) + len(others) + 2))
    rows = _report_rows(measured.events, measured.five)
    for other in others.values():
        for (_, cells), (_, other_cells) in zip(rows, _report_rows(other.events, other.five), strict=True):
            cells.insert(-1, other_cells[-2])
    for name, cells in rows:
        print(f"| {name} | " + " | ".join(cells) + " |")
    if measured.events:
        _print_mean(rows)
    lines = [*_lines_row(measured.lines), *(_lines_row(other.lines)[-1] for other in others.values())]
    print(f"| {measured.lines.name} | " + " | ".join(lines) + " | |")
    if measured.events and others:
        print("\n| encoder | threshold it needs |\n|---|---|")
        for name, found in {"measured": measured, **others}.items():
            print(f"| {name} | {aligner_table(found.events)['threshold']:.2f} |")


def _print_trust(events: Sequence[Marked]) -> None:
    """How often pairs of each similarity were right."""
    _, second, honest = train(events)
    _, honest = calibrated(second, events, honest)
    print("\n| similarity | pairs marked by hand | right |\n|---|---|---|")
    for low, high, right, counted in trust(events, honest):
        print(f"| {low:.1f} to {high:.1f} | {counted} | {right} ({100 * right / max(1, counted):.0f} %) |")


def _print_decided(by_hand: Mapping[pathlib.Path, Mapping[str, Decision]], encode: Encode) -> None:
    """How much of what people decided the program gets right by itself."""
    print("\n| decided by hand | the same: linked | another matter: linked | contradictions: found | none: found |")
    print("|---|---|---|---|---|")
    for path, decided in by_hand.items():
        name, cells = _decided_row(path, decided, encode)
        print(f"| {name} | " + " | ".join(f"{found} of {counted}" for found, counted in cells) + " |")


def _decided_files(folder: pathlib.Path) -> list[pathlib.Path]:
    """The decisions of the events in ``folder``, or of ``folder`` itself."""
    return sorted([*folder.glob(decisions.NAME), *folder.glob(f"*/{decisions.NAME}")])


def _decided_row(path: pathlib.Path, decided: Mapping[str, Decision], encode: Encode) -> tuple[str, list[tuple[int, int]]]:
    """(event, [(linked, pairs that people confirmed), (linked, dismissed), (found, contradictions confirmed), (found, dismissed)])

    What nobody decided counts for nothing, and people see more of what the program proposed than of what it passed over: good for
    comparing two states of the program, not two programs.
    """
    event = decisions.corrected(read_event(path.parent), decided)
    found = compare(event, read_outlets(), encode)
    linked = {decisions.pair(found.by_id[x.left], found.by_id[x.right]) for x in found.links}
    contradicting = {decisions.on_contradiction(found.by_id, c, Verdict.CONFIRMED).key for c in found.contradictions}
    cells = []
    for matters, keys in ((decisions.PAIRS, linked), (frozenset([Matter.CONTRADICTION]), contradicting)):
        for verdict in decisions.YES_NO:
            wanted = [d.key for d in decided.values() if d.matter in matters and d.verdict == verdict]
            cells.append((sum(key in keys for key in wanted), len(wanted)))
    return event.title, cells


def _measured(folders: Sequence[pathlib.Path], encode: Encode) -> Measured:
    """The five articles, the paraphrases, and some events, with one encoder's features."""
    events = [marked(folder, encode) for folder in folders]
    return Measured(marked_five(encode), marked_lines(GOLD / "paraphrase", encode), events)


def _cell(score: Score) -> str:
    return f"{score.f1:.3f} ({score.precision:.2f})"


def _report_rows(events: Sequence[Marked], five: Marked) -> list[tuple[str, list[str]]]:
    """[(event, cells)]: baselines with thresholds from the other events, the aligner, B³ of the statements."""
    shipped = json.loads((DATA / "aligner.json").read_text("utf-8"))["events"]
    if not events:
        aligner = model.shipped()
        estimates = apply(aligner.first, aligner.second, five)
        cells = [_cell(scores(five.truth, baseline(five, s) >= shipped["baselines"][n], five.gold)) for n, s in BASELINES.items()]
        found = scores(five.truth, estimates >= aligner.threshold, five.gold)
        return [(five.name, [*cells, _cell(found), f"{statement_score(five, estimates, aligner.threshold):.3f}"])]
    rows: list[tuple[str, list[str]]] = []
    for event, threshold, score, estimates in leave_one_out(events, [five]):
        others = [e for e in events if e is not event]
        cells = [
            _cell(scores(event.truth, baseline(event, s) >= baseline_threshold(others, s), event.gold))
            for s in BASELINES.values()
        ]
        rows.append((event.name, [*cells, _cell(score), f"{statement_score(event, estimates, threshold):.3f}"]))
    return rows


def _print_mean(rows: Sequence[tuple[str, list[str]]]) -> None:
    numbers = [[float(x) for x in c.rstrip(")").split(" (")] for _, cells in rows for c in cells[:-1]]
    width = len(rows[0][1]) - 1
    means = [np.mean(numbers[n::width], axis=0) for n in range(width)]
    last = np.mean([float(cells[-1]) for _, cells in rows])
    print(f"| **mean of {len(rows)}** | " + " | ".join(f"{f:.3f} ({p:.2f})" for f, p in means) + f" | {last:.3f} |")


def _lines_row(lines: Marked) -> list[str]:
    shipped = json.loads((DATA / "aligner.json").read_text("utf-8"))["lines"]
    aligner = model.shipped("lines")
    cells = [_cell(scores(lines.truth, baseline(lines, s) >= shipped["baselines"][n], lines.gold)) for n, s in BASELINES.items()]
    return [*cells, _cell(scores(lines.truth, apply(aligner.first, aligner.second, lines) >= aligner.threshold, lines.gold))]


def statement_score(event: Marked, estimates: Estimates, threshold: float) -> float:
    """Whether one statement is one thing: B³ F1 (Bagga & Baldwin 1998) of the statements against the gold's own groups.

    Gold groups are made of the gold's links by the same rule, so that 1 means: the links are all right.
    """
    names = [s.id for s in event.text]

    def groups(chosen: npt.NDArray[np.bool_], strength: Estimates) -> list[frozenset[str]]:
        chosen_links = [
            Link(left=names[i], right=names[j], similarity=float(strength[k]))
            for k, (i, j) in enumerate(zip(*event.pairs))
            if chosen[k]
        ]
        return [frozenset(group) for group in statements.group(names, chosen_links)]

    said = groups((estimates >= threshold) & (event.truth >= 0), estimates)
    gold = groups(event.truth == 1, np.ones(len(event.truth)))

    def share(mine: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> float:
        found: list[float] = []
        for name in names:
            own = frozenset[str]().union(*(g for g in mine if name in g))
            other = frozenset[str]().union(*(g for g in theirs if name in g))
            found.append(len(own & other) / len(own))
        return float(np.mean(found))

    precision, recall = share(said, gold), share(gold, said)
    return 2 * precision * recall / (precision + recall)
