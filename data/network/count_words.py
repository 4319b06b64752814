"""Count the words of German text, for ``data/lexicon/word_frequency.tsv``, from which the aligner knows which words are rare.

    python data/network/count_words.py pairs.parquet data/lexicon/word_frequency.tsv

``pairs.parquet`` has the columns en, de, licence_tier; one version of each sentence counts, and a word must occur five times.
"""

import argparse
import collections
import pathlib
import re

import pandas as pd

TIERS = ("A", "B")
LEAST = 5


def main() -> None:
    """Write the words with their counts, most frequent first."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("pairs", type=pathlib.Path)
    ask.add_argument("out", type=pathlib.Path)
    args = ask.parse_args()
    pairs = pd.read_parquet(args.pairs)
    pairs = pairs[pairs.licence_tier.str[0].isin(TIERS)].drop_duplicates("en")
    counts: collections.Counter[str] = collections.Counter()
    for sentence in pairs.de:
        counts.update(re.findall(r"[^\W\d_]+", sentence.lower()))
    rows = sorted(((n, w) for w, n in counts.items() if n >= LEAST), key=lambda row: (-row[0], row[1]))
    args.out.write_text("".join(f"{w}\t{n}\n" for n, w in rows), "utf-8")


if __name__ == "__main__":
    main()
