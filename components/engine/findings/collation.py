"""The same quotation in several wordings, side by side: words that correspond stand in one column.

Progressive alignment on lemmas (Needleman and Wunsch 1970, as CollateX and every tool for critical editions uses it): the longest
wording first, each other one against the columns so far. Order of the articles makes no difference.
"""

import functools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from components.engine.document import SentenceAnalysis
from components.engine.entities.speech import Quote, Speech
from components.engine.german.names import most_frequent
from components.engine.german.words import Word, fold, parts

SAME, AKIN, ALIKE, OTHER, GAP = 30, 15, 2, -10, -6  # what two words in one column, and a word without a partner, are worth
LEAST = 0.3  # share of the shorter wording's content words that two quotations must have in common
SHORTEST, LONGEST = 2, 120  # words of a quotation that is worth comparing word by word
MOST = 60  # quotations of one statement that are looked at

Table = list[list[Word | None]]  # a row a place, a cell a wording


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One article's wording: quoted words at ``start`` to ``end`` of the article, in ``sentence``."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Column:
    """A step of the table: ``cells`` holds each wording's words, "" where it lacks them, None where its quotation has not begun
    or has ended; ``same``: all quotations that reach here agree."""

    cells: tuple[str | None, ...]
    same: bool


@dataclass(frozen=True, kw_only=True)
class Collation:
    """Wordings of one quotation, one per article, and their common table of columns."""

    speaker: str
    wordings: tuple[Wording, ...]
    columns: tuple[Column, ...]

    def among(self, sentences: Collection[str]) -> "Collation | None":
        """The collation of the wordings in some sentences only; None where fewer than two are left or nothing differs."""
        kept = [n for n, w in enumerate(self.wordings) if w.sentence in sentences]
        columns = []
        for column in self.columns:
            cells = tuple(column.cells[n] for n in kept)
            present = [c for c in cells if c is not None]
            if any(present):
                columns.append(Column(cells=cells, same=column.same or len({c.casefold() for c in present}) == 1))
        if len(kept) < 2 or all(c.same for c in columns):
            return None
        return Collation(speaker=self.speaker, wordings=tuple(self.wordings[n] for n in kept), columns=tuple(columns))


@dataclass(frozen=True, kw_only=True)
class _Quoted:
    """A quotation in a sentence: its words, and keys of those of content."""

    sentence: SentenceAnalysis
    quote: Quote
    keys: frozenset[str]
    words: tuple[Word, ...]


def collations(
    text: Sequence[SentenceAnalysis], groups: Sequence[Sequence[str]], speech_of: Mapping[str, Speech]
) -> tuple[Collation, ...]:
    """Collations of what several articles quote, most wordings and most differences first.

    ``text``: the text in reading order; ``groups``: of sentence ids that say one thing; ``speech_of``: {sentence id: Speech}.
    """
    by_id = {s.id: s for s in text}
    quotes_of = {s.id: _quotes(s, speech_of[s.id].quotes) for s in text}
    worth = functools.cache(_worth_of_words)
    found: list[Collation] = []
    seen: list[frozenset[tuple[str, int]]] = []
    for names in sorted(groups, key=lambda names: (-len(names), tuple(names))):
        quotes = [q for name in names for q in quotes_of[by_id[name].id] if SHORTEST <= len(q.words) <= LONGEST]
        for group in _alike(quotes[:MOST]):
            key = frozenset((q.sentence.id, q.quote.start) for q in group)
            if len(group) > 1 and not any(key <= other for other in seen):
                seen.append(key)
                speakers = [name for q in group if (name := speech_of[q.sentence.id].name)]
                found.append(_collation(group, most_frequent(speakers), worth))
    rows = [c for c in found if any(not column.same for column in c.columns)]
    return tuple(sorted(rows, key=lambda c: (-len(c.wordings), -sum(not k.same for k in c.columns), c.wordings[0].sentence)))


def _quotes(sentence: SentenceAnalysis, quotes: Sequence[Quote]) -> list[_Quoted]:
    """The quotations of a sentence with their words."""
    found = []
    for quote in quotes[:MOST]:
        inside = tuple(w for w in sentence.words_in(quote.start, quote.end) if w.text[0].isalnum())
        keys = frozenset(p for w in inside if w.is_content for p in parts(w.lemma))
        found.append(_Quoted(sentence=sentence, quote=quote, keys=keys, words=inside))
    return found


def _alike(quotes: Sequence[_Quoted]) -> list[list[_Quoted]]:
    """Quotations of different articles that have enough words in common, one of each article."""
    groups: list[list[_Quoted]] = []
    for own in sorted(quotes, key=lambda q: (-len(q.words), q.sentence.id, q.quote.start)):
        best: tuple[float, list[_Quoted]] | None = None
        for group in groups:
            if any(q.sentence.article == own.sentence.article for q in group):
                continue
            shares = [_share(own.keys, q.keys) for q in group]
            if min(shares) >= LEAST and (best is None or max(shares) > best[0]):
                best = (max(shares), group)
        if best:
            best[1].append(own)
        else:
            groups.append([own])
    return groups


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _collation(group: Sequence[_Quoted], speaker: str, worth: Callable[[Word, Word], int]) -> Collation:
    """Each different wording is aligned once; articles with the same words share its row."""
    group = sorted(group, key=lambda q: (-len(q.words), q.sentence.id))
    keys = [tuple(w.text.casefold() for w in q.words) for q in group]
    versions: dict[tuple[str, ...], tuple[Word, ...]] = {}
    for key, q in zip(keys, group):
        versions.setdefault(key, q.words)
    table: Table = []
    for row in versions.values():
        table = _align(table, row, len(table[0]), worth) if table else [[word] for word in row]
    place = {key: n for n, key in enumerate(versions)}
    columns = _columns([[cells[place[key]] for key in keys] for cells in table])
    wordings = tuple(Wording(sentence=q.sentence.id, start=q.quote.start, end=q.quote.end) for q in group)
    return Collation(speaker=speaker, wordings=wordings, columns=columns)


def _worth_of_words(one: Word, other: Word) -> int:
    """What two words are worth in one column."""
    if one.lemma == other.lemma or fold(one.lemma) == fold(other.lemma):
        return SAME
    if one.is_content and other.is_content and set(parts(one.lemma)) & set(parts(other.lemma)):
        return AKIN
    return ALIKE if one.tag == other.tag and one.is_content else OTHER


def _align(table: Table, row: Sequence[Word], width: int, worth: Callable[[Word, Word], int]) -> Table:
    """The table with one more wording; ``width``: wordings it has so far."""

    def fit(i: int, j: int) -> int:
        """How well a word fits a place: as the best of its words does."""
        return max((worth(w, row[j]) for w in table[i] if w is not None), default=OTHER)

    rows, columns = len(table), len(row)
    best = [[GAP * j for j in range(columns + 1)]]
    for i in range(1, rows + 1):
        line = [GAP * i]
        for j in range(1, columns + 1):
            line.append(max(best[i - 1][j - 1] + fit(i - 1, j - 1), best[i - 1][j] + GAP, line[j - 1] + GAP))
        best.append(line)
    found: Table = []
    i, j = rows, columns
    while i or j:
        if i and j and best[i][j] == best[i - 1][j - 1] + fit(i - 1, j - 1):
            found.append([*table[i - 1], row[j - 1]])
            i, j = i - 1, j - 1
        elif i and best[i][j] == best[i - 1][j] + GAP:
            found.append([*table[i - 1], None])
            i -= 1
        else:
            found.append([*[None] * width, row[j - 1]])
            j -= 1
    return found[::-1]


def _columns(table: Table) -> tuple[Column, ...]:
    """Columns of words. Neighbours that all agree in become one, and so do neighbours that differ; a place where every wording
    has one telling word of its own stays by itself, for that is what a reader looks for."""
    reach = [_reach(table, n) for n in range(len(table[0]))]
    found: list[tuple[list[str | None], tuple[bool, int, tuple[bool, ...]]]] = []
    for k, cells in enumerate(table):
        texts = [(w.text if w is not None else "") if a <= k <= b else None for w, (a, b) in zip(cells, reach)]
        within = [w for w, text in zip(cells, texts) if text is not None]
        same = len({w.lemma if w is not None else "" for w in within}) == 1
        chosen = not same and all(w is not None and w.is_content for w in within)
        shape = (same, k if chosen else -1, tuple(t is None for t in texts))
        if found and found[-1][1] == shape:
            found[-1] = ([a if b is None else f"{a} {b}".strip() for a, b in zip(found[-1][0], texts)], shape)
        else:
            found.append((texts, shape))
    return tuple(Column(cells=tuple(texts), same=shape[0]) for texts, shape in found)


def _reach(table: Table, n: int) -> tuple[int, int]:
    """(first, last) row of the table in which a wording has a word."""
    held = [k for k, cells in enumerate(table) if cells[n] is not None]
    return held[0], held[-1]
