"""The engine's command line: ``python -m components.engine compare|align|contradictions|evaluate``.

Answers go to standard output as JSON (or tab-separated lines), progress and warnings to standard error. Exit status 2 with one
clear line where nothing can be compared: no article, an unreadable file, broken TOML, an encoder that cannot be loaded.
"""

import argparse
import functools
import json
import pathlib
import sys

from components.engine import decisions
from components.engine.articles.events import UnreadableEvent, read_event
from components.engine.articles.outlets import read_outlets
from components.engine.articles.text_files import decode


def main(arguments=None):
    """Run one command; returns the exit status."""
    ask = argparse.ArgumentParser(prog="python -m components.engine", description=__doc__.splitlines()[0])
    ask.add_argument("--encoder", help="folder or hub name of a sentence-transformers model (default: the embedded one)")
    commands = ask.add_subparsers(dest="command", required=True)
    both = argparse.ArgumentParser(add_help=False)
    both.add_argument("--encoder", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    compare = commands.add_parser("compare", parents=[both], help="compare the articles of a folder")
    compare.add_argument("folder", type=pathlib.Path)
    compare.add_argument(
        "--judge", help="folder or hub name of a cross-encoder for inference: its guesses become possible contradictions"
    )
    compare.add_argument("--progress", action="store_true", help="progress as JSON lines on standard error")
    compare.add_argument(
        "--decisions", type=pathlib.Path, help=f"what people decided by hand, to be obeyed (default: FOLDER/{decisions.NAME})"
    )
    compare.add_argument("--store", action="store_true", help="keep the result beside the event, for the page's first paint")
    align = commands.add_parser("align", parents=[both], help="align two files with one sentence a line")
    align.add_argument("left", type=pathlib.Path)
    align.add_argument("right", type=pathlib.Path)
    pairs = commands.add_parser("contradictions", parents=[both], help="judge pairs of sentences, one JSON object a line")
    pairs.add_argument("pairs", type=pathlib.Path)
    evaluate = commands.add_parser("evaluate", parents=[both], help="measure against the project's benchmarks")
    evaluate.add_argument("--events", type=pathlib.Path, help="folder of events with gold.json: leave one event out")
    evaluate.add_argument("--write", type=pathlib.Path, help="train on all of --events and write the aligner's weights here")
    evaluate.add_argument("--text", type=pathlib.Path, help="pairs.parquet with translations, needed for --write")
    evaluate.add_argument("--beside", action="append", default=[], help="another encoder to measure beside it; may be repeated")
    args = ask.parse_args(arguments)
    try:
        return COMMANDS[args.command](args)
    except UnreadableEvent as wrong:
        return _refuse(wrong.english, wrong.german, args)
    except OSError as wrong:
        return _refuse(f"{wrong.filename or 'a file'} cannot be read ({wrong.strerror}).")
    except _encoder_missing() as wrong:
        return _refuse(wrong.english, wrong.german, args)


def _encoder_missing():
    from components.engine.network.encoder import ModelMissing

    return ModelMissing


def _refuse(english, german=None, args=None):
    if german and getattr(args, "progress", False):  # the page asked: it words the refusal itself
        print(json.dumps({"refused": [german, english]}), file=sys.stderr)
    else:
        print(" ".join(english.split()), file=sys.stderr)
    return 2


def _encode(encoder):
    from components.engine.network.encoder import vectors

    return functools.partial(vectors, encoder=encoder)


def _compare(args):
    from components.engine.comparison import compare, to_json
    from components.storage import comparison_file

    event = read_event(args.folder)
    decided = _decided(args.decisions, args.folder / decisions.NAME)
    event = decisions.corrected(event, decided)
    for warning in event.warnings:
        print(f"warning: {warning.english}", file=sys.stderr)

    def progress(step, share):
        if args.progress:
            print(json.dumps({"step": step, "share": share}), file=sys.stderr, flush=True)

    if args.encoder:
        _encode(args.encoder)(["."])  # refused at once, even where there is nothing to compare
    chances = None
    if args.judge:
        from components.engine.network.judge import contradiction_probabilities

        chances = functools.partial(contradiction_probabilities, judge=args.judge)
        chances([])  # refused at once as well
    encoder = args.encoder or "embedded"
    found = compare(event, read_outlets(), _encode(args.encoder), encoder=encoder, progress=progress, chances=chances)
    if args.store and not args.judge:
        comparison_file.write(args.folder, event, found, args.encoder)
    found = decisions.applied(found, decided)
    json.dump(to_json(found.without(decisions.dismissed(found, decided))), sys.stdout, ensure_ascii=False, allow_nan=False)
    print()
    return 0


def _decided(named, beside):
    """{key: Decision} of a file that was named, or of one beside the articles, if there is any."""
    if named is None and not beside.exists():
        return {}
    path = named or beside
    history, strange = decisions.read(path)
    if strange:
        print(f"warning: {strange} entries of {path.name} were not understood.", file=sys.stderr)
    return decisions.standing(history)


def _lines(path):
    """The lines of a file; only line feeds end one, as every other tool counts."""
    lines = decode(path.read_bytes()).replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _align(args):
    from components.engine.alignment import model
    from components.engine.alignment.candidates import align
    from components.engine.articles.article import Sentence

    text = []
    for side, path in (("left", args.left), ("right", args.right)):
        for n, line in enumerate(_lines(path)):
            text.append(Sentence(f"{side}:{n}", side, 0, len(line), "body", line))
    aligner = model.shipped("lines")
    links = [c for c in align(tuple(text), _encode(args.encoder), aligner) if c.similarity >= aligner.threshold]
    rows = sorted((int(c.left.split(":")[1]), int(c.right.split(":")[1]), c.similarity) for c in links)
    for left, right, similarity in rows:
        print(f"{left}\t{right}\t{similarity:.4f}")
    return 0


def _contradictions(args):
    from components.engine.contradictions.verdicts import judge
    from components.engine.network.encoder import nouns_alike

    alike = nouns_alike(args.encoder)
    for number, line in enumerate(_lines(args.pairs), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, left, right = row["id"], str(row["left"]), str(row["right"])
        except (ValueError, TypeError, KeyError):
            return _refuse(f"line {number} of {args.pairs} is no JSON object with id, left and right.")
        print(json.dumps({"id": name} | judge(left, right, alike), ensure_ascii=False))
    return 0


def _evaluate(args):
    from components.evaluation import report

    if args.write and not (args.events and args.text):
        return _refuse("--write needs --events (events with gold) and --text (pairs.parquet).")
    beside = {name: _encode(name) for name in args.beside}
    return report.report(args.events, _encode(args.encoder), args.write, args.text, beside)


COMMANDS = {"compare": _compare, "align": _align, "contradictions": _contradictions, "evaluate": _evaluate}


if __name__ == "__main__":
    sys.exit(main())
