"""The same quotation in several wordings, side by side: words that correspond stand in one column.

Progressive alignment on lemmas (Needleman and Wunsch 1970, as CollateX and every tool for critical editions uses it): the longest
wording first, each other one against the columns so far. Order of the articles makes no difference.
"""

import bisect
import functools
from dataclasses import dataclass

from components.engine.german.names import usual
from components.engine.german.words import fold, parts, words

SAME, AKIN, ALIKE, OTHER, GAP = 30, 15, 2, -10, -6  # what two words in one column, and a word without a partner, are worth
LEAST = 0.3  # share of the shorter wording's content words that two quotations must have in common
SHORTEST, LONGEST = 2, 120  # words of a quotation that is worth comparing word by word
MOST = 60  # quotations of one statement that are looked at


@dataclass(frozen=True)
class Wording:
    """One article's wording: quoted words at ``start`` to ``end`` of the article, in ``sentence``."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True)
class Column:
    """A step of the table: ``cells`` holds each wording's words, "" where it lacks them, None where its quotation has not begun
    or has ended; ``same``: all quotations that reach here agree."""

    cells: tuple[str | None, ...]
    same: bool


@dataclass(frozen=True)
class Collation:
    """Wordings of one quotation, one per article, and their common table of columns."""

    speaker: str
    wordings: tuple[Wording, ...]
    columns: tuple[Column, ...]

    def among(self, sentences):
        """The collation of the wordings in some sentences only; None where fewer than two are left or nothing differs."""
        kept = [n for n, w in enumerate(self.wordings) if w.sentence in sentences]
        columns = []
        for column in self.columns:
            cells = tuple(column.cells[n] for n in kept)
            present = [c for c in cells if c is not None]
            if any(present):
                columns.append(Column(cells, column.same or len({c.casefold() for c in present}) == 1))
        if len(kept) < 2 or all(c.same for c in columns):
            return None
        return Collation(self.speaker, tuple(self.wordings[n] for n in kept), tuple(columns))


def collations(sentences, statements, speech_of):
    """Collations of what several articles quote, most wordings and most differences first.

    ``sentences``: the text in reading order; ``statements``: groups of sentence ids; ``speech_of``: {sentence id: Speech}.
    """
    by_id = {s.id: s for s in sentences}
    read = {}
    found, seen = [], set()
    for statement in sorted(statements, key=lambda names: (-len(names), names)):
        quotes = []
        for name in statement:
            if name not in read:
                read[name] = _quoted(by_id[name], speech_of[name].quotes)
            quotes += [(name, quote) for quote, (_, held) in read[name].items() if SHORTEST <= len(held) <= LONGEST]
        for group in _alike(quotes[:MOST], by_id, read):
            key = frozenset((name, quote.start) for name, quote in group)
            if len(group) > 1 and not any(key <= other for other in seen):
                seen.add(key)
                speakers = [speech_of[name].name for name, _ in group if speech_of[name].name]
                found.append(_collation(group, read, usual(speakers)))
    rows = [c for c in found if any(not column.same for column in c.columns)]
    return tuple(sorted(rows, key=lambda c: (-len(c.wordings), -sum(not k.same for k in c.columns), c.wordings[0].sentence)))


def _quoted(sentence, quotes):
    """{quote: (keys of its content words, its words)} of a sentence."""
    if not quotes:
        return {}
    tagged = [w for w in words(sentence.text) if w.text[0].isalnum()]
    starts = [sentence.start + w.start for w in tagged]
    found = {}
    for quote in quotes[:MOST]:
        inside = tagged[bisect.bisect_left(starts, quote.start) : bisect.bisect_left(starts, quote.end)]
        found[quote] = frozenset(p for w in inside if w.is_content for p in parts(w.lemma)), inside
    return found


def _alike(quotes, by_id, read):
    """Quotations of different articles that have enough words in common, one of each article."""
    groups = []  # ([(name, quote), …], articles)
    for name, quote in sorted(quotes, key=lambda row: (-len(read[row[0]][row[1]][1]), row[0], row[1].start)):
        own, article = read[name][quote][0], by_id[name].article
        best = None
        for group, articles in groups:
            if article in articles:
                continue
            shares = [_share(own, read[n][q][0]) for n, q in group]
            if min(shares) >= LEAST and (best is None or max(shares) > best[0]):
                best = (max(shares), group, articles)
        if best:
            best[1].append((name, quote))
            best[2].add(article)
        else:
            groups.append(([(name, quote)], {article}))
    return [group for group, _ in groups]


def _share(one, other):
    return len(one & other) / max(1, min(len(one), len(other)))


def _collation(group, read, speaker):
    """Each different wording is aligned once; articles with the same words share its row."""
    group = sorted(group, key=lambda row: (-len(read[row[0]][row[1]][1]), row[0]))
    rows = [read[name][quote][1] for name, quote in group]
    keys = [tuple(w.text.casefold() for w in row) for row in rows]
    versions = {}
    for key, row in zip(keys, rows):
        versions.setdefault(key, row)
    table = None
    for row in versions.values():
        table = [[word] for word in row] if table is None else _align(table, row, len(table[0]))
    place = {key: n for n, key in enumerate(versions)}
    table = [[cells[place[key]] for key in keys] for cells in table]
    return Collation(speaker, tuple(Wording(name, q.start, q.end) for name, q in group), _columns(table))


def _worth(column, word):
    """How well a word fits a column: as its best partner there."""
    return max((_alike_words(w, word) for w in column if w is not None), default=OTHER)


@functools.lru_cache(maxsize=100_000)
def _alike_words(one, other):
    if one.lemma == other.lemma or fold(one.lemma) == fold(other.lemma):
        return SAME
    if one.is_content and other.is_content and set(parts(one.lemma)) & set(parts(other.lemma)):
        return AKIN
    return ALIKE if one.tag == other.tag and one.is_content else OTHER


def _align(table, row, width):
    """The table with one more wording; ``width``: wordings it has so far."""
    rows, columns = len(table), len(row)
    best = [[GAP * j for j in range(columns + 1)]]
    for i in range(1, rows + 1):
        line = [GAP * i]
        for j in range(1, columns + 1):
            line.append(max(best[i - 1][j - 1] + _worth(table[i - 1], row[j - 1]), best[i - 1][j] + GAP, line[j - 1] + GAP))
        best.append(line)
    found, i, j = [], rows, columns
    while i or j:
        if i and j and best[i][j] == best[i - 1][j - 1] + _worth(table[i - 1], row[j - 1]):
            found.append([*table[i - 1], row[j - 1]])
            i, j = i - 1, j - 1
        elif i and best[i][j] == best[i - 1][j] + GAP:
            found.append([*table[i - 1], None])
            i -= 1
        else:
            found.append([*[None] * width, row[j - 1]])
            j -= 1
    return found[::-1]


def _columns(table):
    """Columns of words. Neighbours that all agree in become one, and so do neighbours that differ; a place where every wording
    has one telling word of its own stays by itself, for that is what a reader looks for."""
    reach = [_reach(table, n) for n in range(len(table[0]))]
    found = []
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
    return tuple(Column(tuple(texts), shape[0]) for texts, shape in found)


def _reach(table, n):
    """(first, last) row of the table in which a wording has a word."""
    held = [k for k, cells in enumerate(table) if cells[n] is not None]
    return held[0], held[-1]
