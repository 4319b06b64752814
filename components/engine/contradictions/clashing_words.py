"""Where two sentences clash that only the judge sees against each other: values that differ, a denial, or the words least alike."""

from collections.abc import Sequence

from components.engine.codes import ClashReason, Kind
from components.engine.contradictions import rules
from components.engine.contradictions.claims import NEGATION, Claims
from components.engine.contradictions.contradiction import Said
from components.engine.contradictions.rules import Clash
from components.engine.document import SentenceAnalysis
from components.engine.german.quotation_marks import Span
from components.engine.german.words import Word
from components.engine.network.encoder import Encode, Vectors

MOST_WORDS = 3  # words of a clash


def clashing_words(left: Claims, right: Claims, encode: Encode) -> Clash:
    """The Clash of two sentences that are against each other, in the words that it most likely lies in; ``encode``: words in context."""
    a, b = left.sentence, right.sentence
    values = rules.clashing_values(a, b)
    if values:
        one, other, _ = min(values, key=lambda v: (v.difference != "", v.left.start + v.right.start))
        said = Said(quantity=one), Said(quantity=other)
        return Clash(
            kind=rules.KINDS.get(one.dimension, Kind.QUANTITY), left=(one.start, one.end), right=(other.start, other.end),
            left_said=said[0], right_said=said[1], reason=ClashReason.MODEL,
        )  # fmt: skip
    spans = _least_alike(a, b, encode)
    denied = [next((s.span(m) for m in s.finds(NEGATION)), None) for s in (a, b)]
    kind = Kind.NEGATION if (denied[0] is None) != (denied[1] is None) else Kind.ROLE
    (one, other) = (_joined(span, no) for span, no in zip(spans, denied, strict=True))
    return Clash(
        kind=kind, left=one, right=other, left_said=Said(words=a.part(*one)), right_said=Said(words=b.part(*other)),
        reason=ClashReason.MODEL,
    )  # fmt: skip


def _joined(span: Span, denied: Span | None, farthest: int = 25) -> Span:
    """A span, with the word that denies it where it stands near."""
    if denied is None or min(abs(denied[1] - span[0]), abs(denied[0] - span[1])) > farthest:
        return span
    return min(span[0], denied[0]), max(span[1], denied[1])


def _least_alike(left: SentenceAnalysis, right: SentenceAnalysis, encode: Encode) -> tuple[Span, Span]:
    """Of each sentence the words that mean something and have the least like in the other."""
    words = [[w for w in s.words if w.is_content] or list(s.words[:1]) for s in (left, right)]
    if not all(words):
        return (left.start, left.end), (right.start, right.end)
    texts = [s.part(s.start, s.end) for s in (left, right)]
    spans = [[(w.start - s.start, w.end - s.start) for w in held] for s, held in zip((left, right), words, strict=True)]
    one, other = encode.in_context(texts, spans).words
    table = one @ other.T
    return _run(words[0], table.max(axis=1)), _run(words[1], table.max(axis=0))


def _run(words: Sequence[Word], best: Vectors) -> Span:
    """The span of the word least alike, and of its neighbours that are hardly more so."""
    n = int(best.argmin())
    first = last = n
    while last - first + 1 < MOST_WORDS:
        near = [k for k in (first - 1, last + 1) if 0 <= k < len(words) and best[k] <= (best.mean() + best[n]) / 2]
        if not near:
            break
        k = min(near, key=lambda k: best[k])
        first, last = min(first, k), max(last, k)
    return words[first].start, words[last].end
