"""The command line: ``python -m components compare|align|contradictions|judge|evaluate`` (or ``python -m components.engine …``).

Answers go to standard output as JSON (or tab-separated lines), progress and warnings to standard error. Exit status 2 with one
clear line where nothing can be compared: no article, an unreadable file, broken TOML, an encoder that cannot be loaded.
"""

import argparse
import functools
import io
import json
import os
import pathlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from components.engine import decisions
from components.engine.articles.events import read_event
from components.engine.articles.outlets import read_outlets
from components.engine.articles.text_files import decode
from components.engine.messages import Refusal
from components.views.shared.screen_text import ENGLISH, GERMAN, worded

if TYPE_CHECKING:
    from components.engine.network.encoder import Encode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # JSON is UTF-8, whatever the machine's own encoding is
            stream.reconfigure(encoding="utf-8")
    args = _parser().parse_args(arguments)
    try:
        return COMMANDS[args.command](args)
    except Refusal as wrong:
        return _refuse(wrong, args)
    except _NoPair as wrong:
        return _say_no(str(wrong))
    except OSError as wrong:
        return _say_no(f"{wrong.filename or 'a file'} cannot be read ({wrong.strerror}).")


def _parser() -> argparse.ArgumentParser:
    ask = argparse.ArgumentParser(prog="python -m components", description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--encoder", help="folder or hub name of a sentence-transformers model (default: the embedded one)")
    commands = ask.add_subparsers(dest="command", required=True)
    both = argparse.ArgumentParser(add_help=False)
    both.add_argument("--encoder", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    compare = commands.add_parser("compare", parents=[both], help="compare the articles of a folder")
    compare.add_argument("folder", type=pathlib.Path)
    compare.add_argument(
        "--judge", help="folder or hub name of a cross-encoder for inference: its guesses become possible contradictions"
    )
    compare.add_argument("--progress", action="store_true", help="progress and refusals as JSON lines on standard error")
    compare.add_argument(
        "--decisions", type=pathlib.Path, help=f"what people decided by hand, to be obeyed (default: FOLDER/{decisions.NAME})"
    )
    compare.add_argument("--seconds", type=int, default=0, help="end after so many seconds, whatever happens (default: never)")
    compare.add_argument("--store", action="store_true", help="keep the result beside the event, for the page's first paint")
    compare.add_argument("--whole", action="store_true", help="everything that is kept of a comparison, as the page reads it")
    compare.add_argument("--workers", type=int, default=2, help="of a folder of event folders: how many are compared at once")
    compare.add_argument("--database", help="of a folder of event folders: where the results go, as SQLAlchemy takes it")
    compare.add_argument("--dask", metavar="ADDRESS", help="of a folder of event folders: a Dask scheduler whose workers do it")
    align = commands.add_parser("align", parents=[both], help="align two files with one sentence a line")
    align.add_argument("left", type=pathlib.Path)
    align.add_argument("right", type=pathlib.Path)
    pairs = commands.add_parser("contradictions", parents=[both], help="judge pairs of sentences, one JSON object a line")
    pairs.add_argument("pairs", type=pathlib.Path)
    judged = commands.add_parser(
        "judge", help="what pairs of sentences are to each other: probabilities of six labels, one JSON object a line"
    )
    judged.add_argument("pairs", type=pathlib.Path)
    judged.add_argument("--judge", help="folder or hub name of a cross-encoder (default: the embedded one)")
    commands.add_parser(
        "reports", parents=[both], help="who else reports it: an article and announcements as JSON on standard input"
    )
    evaluate = commands.add_parser("evaluate", parents=[both], help="measure against the project's benchmarks")
    evaluate.add_argument("--events", type=pathlib.Path, help="folder of events with gold.json: leave one event out")
    evaluate.add_argument("--write", type=pathlib.Path, help="train on all of --events and write the aligner's weights here")
    evaluate.add_argument("--text", type=pathlib.Path, help="pairs.parquet with translations, needed for --write")
    evaluate.add_argument("--beside", action="append", default=[], help="another encoder to measure beside it; may be repeated")
    return ask


def _refuse(wrong: Refusal, args: argparse.Namespace) -> int:
    if getattr(args, "progress", False):  # the page asked: it words the refusal itself
        refused = {"refused": wrong.message.code, "values": dict(wrong.message.values)}
        print(json.dumps(refused), file=sys.stderr)
        return 2
    return _say_no(worded(wrong, ENGLISH))


def _say_no(line: str) -> int:
    print(" ".join(line.split()), file=sys.stderr)
    return 2


def _encode(encoder: str | None) -> "Encode":
    from components.engine.network.encoder import Encoder

    return Encoder(encoder)


def _compare(args: argparse.Namespace) -> int:
    from components.storage.many_events import is_many

    if is_many(args.folder):
        return _compare_all(args)
    from components.engine.comparison import compare
    from components.storage import comparison_file
    from components.storage.comparison_json import to_table
    from components.storage.limited_process import limit_time
    from components.views.exports.comparison_answer import answer

    limit_time(args.seconds)
    event = read_event(args.folder)
    decided = _decided(args.decisions, args.folder / decisions.NAME)
    event = decisions.corrected(event, decided)
    for warning in event.warnings:
        print(f"warning: {worded(warning, ENGLISH)}", file=sys.stderr)

    def progress(step: str, share: float) -> None:
        if args.progress:
            print(json.dumps({"step": step, "share": share}), file=sys.stderr, flush=True)

    if args.encoder:
        _encode(args.encoder)(["."])  # refused at once, even where there is nothing to compare
    from components.engine.network.judge import label_probabilities

    judge = functools.partial(label_probabilities, judge=args.judge)
    if args.judge:
        judge([])  # refused at once as well
    found = compare(
        event,
        read_outlets(),
        _encode(args.encoder),
        encoder=args.encoder or "embedded",
        progress=progress,
        judge=judge,
        guessing=bool(args.judge),
    )
    if args.store and not args.judge:
        comparison_file.write(args.folder, event, found, args.encoder)
    found = decisions.applied(found, decided)
    found = found.without(decisions.dismissed(found, decided))
    json.dump(to_table(found) if args.whole else answer(found), sys.stdout, ensure_ascii=False, allow_nan=False)
    print()
    return 0


def _compare_all(args: argparse.Namespace) -> int:
    """Every event of a folder, a JSON object a line as each ends; what was compared before is not compared again."""
    from components import settings
    from components.storage.many_events import compare_all, event_folders

    folders = event_folders(args.folder)
    standard = settings.read(os.environ, None).database or f"sqlite:///{args.folder.resolve() / 'lesarten.sqlite'}"
    if args.workers < 1:
        return _say_no("--workers must be 1 or more.")
    refused = 0
    outcomes = compare_all(folders, args.database or standard, args.encoder, args.workers, args.dask)
    for n, found in enumerate(outcomes, 1):
        why = worded(found.why, ENGLISH) if found.why else ""
        print(json.dumps({"event": found.event, "state": found.state, "why": why, "seconds": found.seconds}), flush=True)
        print(f"{n} of {len(folders)}: {found.event} {found.state}", file=sys.stderr, flush=True)
        refused += found.state == "refused"
    return 2 if refused == len(folders) else 0


def _decided(named: pathlib.Path | None, beside: pathlib.Path) -> Mapping[str, decisions.Decision]:
    """{key: Decision} of a file that was named, or of one beside the articles, if there is any."""
    if named is None and not beside.exists():
        return {}
    path = named or beside
    history, strange = decisions.read(path)
    if strange:
        print(f"warning: {strange} entries of {path.name} were not understood.", file=sys.stderr)
    return decisions.standing(history)


def _lines(path: pathlib.Path) -> list[str]:
    """The lines of a file; only line feeds end one, as every other tool counts."""
    lines = decode(path.read_bytes()).replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _align(args: argparse.Namespace) -> int:
    from components.engine.alignment import model
    from components.engine.alignment.candidates import candidates
    from components.engine.document import lines

    analysed = [s for side, path in (("left", args.left), ("right", args.right)) for s in lines(side, _lines(path))]
    aligner = model.shipped("lines")
    links = [c for c in candidates(analysed, _encode(args.encoder), aligner) if c.similarity >= aligner.threshold]
    rows = sorted((int(c.left.split(":")[1]), int(c.right.split(":")[1]), c.similarity) for c in links)
    for left, right, similarity in rows:
        print(f"{left}\t{right}\t{similarity:.4f}")
    return 0


class _NoPair(ValueError):
    """A line that is no pair of sentences; its text says which."""


def _rows(path: pathlib.Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a .jsonl file of pairs. Raises ``_NoPair``."""
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not {"id", "left", "right"} <= row.keys():
                raise TypeError
        except (ValueError, TypeError, AttributeError):
            raise _NoPair(f"line {number} of {path} is no JSON object with id, left and right.") from None
        yield row


def _contradictions(args: argparse.Namespace) -> int:
    from components.engine.contradictions.verdicts import judgements
    from components.engine.network.encoder import nouns_alike
    from components.engine.network.judge import label_probabilities
    from components.views.shared.value_text import said_text

    names, pairs = [], []
    for row in _rows(args.pairs):
        names.append(row["id"])
        pairs.append((str(row["left"]), str(row["right"])))
    found = judgements(pairs, nouns_alike(args.encoder), label_probabilities, _encode(args.encoder))
    for name, (left, right), verdict in zip(names, pairs, found, strict=True):
        said = {"id": name, "label": verdict.label, "kind": "", "left_span": "", "right_span": "", "explanation": ""}
        if clash := verdict.clash:
            values = (said_text(side, GERMAN) for side in (clash.left_said, clash.right_said))
            said |= {
                "kind": clash.kind,
                "left_span": left[slice(*clash.left)],
                "right_span": right[slice(*clash.right)],
                "explanation": " ≠ ".join(values),
            }
        print(json.dumps(said, ensure_ascii=False))
    return 0


def _judge(args: argparse.Namespace) -> int:
    from components.engine.network.judge import LABELS, label_probabilities
    from components.engine.network.sides import Side

    names, pairs = [], []
    for row in _rows(args.pairs):
        left, right = (
            Side(text=str(row[s]), before=str(row.get(f"{s}_before") or ""), title=str(row.get(f"{s}_title") or ""))
            for s in ("left", "right")
        )
        names.append(row["id"])
        pairs.append((left, right))
    for name, found in zip(names, label_probabilities(pairs, args.judge)):
        rounded = _summing_to_one([float(p) for p in found])
        label = LABELS[max(range(len(LABELS)), key=rounded.__getitem__)]
        print(json.dumps({"id": name, "label": label, "probabilities": dict(zip(LABELS, rounded))}, ensure_ascii=False))
    return 0


def _reports(args: argparse.Namespace) -> int:
    """Read {"own": {title, lead, published}, "offered": [the same, …]}; print [[place in offered, likeness], …]."""
    from components.engine.findings.other_reports import Announcement, other_reports

    try:
        table = json.load(sys.stdin)
        own, *offered = (
            Announcement(title=str(row["title"]), lead=str(row.get("lead") or ""), published=row.get("published"))
            for row in (table["own"], *table["offered"])
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return _say_no("standard input is no JSON object with own and offered.")
    json.dump(other_reports(own, offered, _encode(args.encoder)), sys.stdout)
    print()
    return 0


def _summing_to_one(probabilities: Sequence[float]) -> list[float]:
    """Probabilities with four decimals whose sum is 1: what rounding leaves goes to the largest."""
    parts = [round(p * 10_000) for p in probabilities]
    parts[parts.index(max(parts))] += 10_000 - sum(parts)
    return [part / 10_000 for part in parts]


def _evaluate(args: argparse.Namespace) -> int:
    from components.evaluation.report import report

    if args.write and not (args.events and args.text):
        return _say_no("--write needs --events (events with gold) and --text (pairs.parquet).")
    beside = {name: _encode(name) for name in args.beside}
    return report(args.events, _encode(args.encoder), args.write, args.text, beside)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "compare": _compare,
    "align": _align,
    "contradictions": _contradictions,
    "judge": _judge,
    "reports": _reports,
    "evaluate": _evaluate,
}

if __name__ == "__main__":
    sys.exit(main())
