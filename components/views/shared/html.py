"""The one place where text becomes HTML: everything from an article or a table is escaped here."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from components.engine.articles.article import Sentence
from components.engine.german.white_space import one_line, squeezed
from components.engine.german.word_likeness import differences
from components.views.shared.screen_text import say

ALIKE = 0.4  # share of words in common below which a word-by-word comparison says less than the sentence itself
JOINED = re.compile(
    r"(?=://)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=[\w+-]+:)", re.IGNORECASE
)  # where addresses and names of emoji are parted
STYLE = """<style>
.pair {display:grid; gap:.6rem; grid-template-columns:repeat(auto-fit,minmax(min(21rem,100%),1fr)); font-size:.95rem; line-height:1.55}
.pair > div {border:1px solid color-mix(in srgb,currentColor 28%,transparent); border-radius:.5rem; padding:.55rem .8rem; overflow-wrap:anywhere}
.pair .clash {border:2px solid light-dark(#b42318,#ff8f85)}
.pair .doubt {border-style:dashed}
.pair .head {font-weight:600; font-size:.88rem; margin:0 0 .25rem}
.pair.note {font-size:.85rem; display:block} .pair .note {font-size:.82rem; margin:.35rem 0 0; opacity:.86}
.pair ins {text-decoration:underline 2px; font-weight:600; background:light-dark(#ece6d3,#3a372c)}
.pair del {text-decoration:line-through 1px; color:light-dark(#605e58,#aaa79f)}
.pair mark {background:light-dark(#fde2e2,#5a1d1d); color:inherit; font-weight:700; text-decoration:underline wavy light-dark(#b42318,#ff8f85) 1.5px; text-underline-offset:.2em}
.pair .value {font-weight:700; white-space:nowrap}
</style>"""
GRID = """<style>
.grid {overflow-x:auto} .grid table {border-collapse:collapse; font-size:.9rem; line-height:1.4; width:100%}
.grid caption {position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}
.grid th, .grid td {border:1px solid color-mix(in srgb,currentColor 22%,transparent); padding:.35rem .55rem; text-align:left; vertical-align:top; min-width:6.5rem}
.grid thead th {font-weight:600; white-space:nowrap} .grid tbody th {font-weight:600; min-width:8.2rem; max-width:12rem; overflow-wrap:anywhere}
.grid .own {font-weight:700; background:light-dark(#fff1c9,#4d3b0a); text-decoration:underline 2px; text-underline-offset:.15em}
.grid .fact .note, .grid .fact details {font-size:.82rem; margin:.15rem 0 0; opacity:.88} .grid .fact ul {margin:.2rem 0; padding-left:1.1rem} .grid .fact a {color:inherit; overflow-wrap:anywhere} .grid .fact + .fact {margin-top:.6rem}
.grid .pale {opacity:.75} .grid .none {opacity:.6} .grid div + div {margin-top:.15rem}
.grid .sr-only {position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}
@media (max-width:640px) {
.grid table, .grid tbody, .grid tr, .grid tbody th, .grid td {display:block; min-width:0; max-width:none} .grid thead {position:absolute; clip-path:inset(50%)}
.grid th, .grid td {border:0; padding:.15rem 0} .grid tr {border-top:1px solid color-mix(in srgb,currentColor 30%,transparent); padding:.4rem 0}
.grid.stacked td:has(> .none:only-child) {display:none} .grid.stacked td::before {content:attr(data-head) ": "; font-size:.8rem; opacity:.85}
.grid.stacked td div {display:inline} .grid.stacked td div + div::before {content:", "}
.grid.flowing td {display:inline; padding:0 .15rem} .grid.flowing tbody th {padding-bottom:.1rem}}
@media print {.grid table {font-size:.75rem} .grid th, .grid td {min-width:0 !important; padding:.2rem .3rem; overflow-wrap:anywhere} .grid thead th {white-space:normal} .grid tbody th {min-width:4.8rem !important}}
@media (min-width:700px) {.grid tbody th, .grid thead th:first-child {position:sticky; left:0; background:light-dark(#fcfbf8,#151618)}}
</style>"""
STACKED = """<style>
.bars {display:grid; grid-template-columns:minmax(4.5rem,9rem) 1fr; gap:.45rem .8rem; align-items:center; font-size:.92rem}
.bars .keys {grid-column:1/-1; display:flex; flex-wrap:wrap; gap:.3rem 1.2rem; margin:0} .bars .keys span {display:inline-flex; align-items:center; gap:.4rem} .bars i {width:.8rem; height:.8rem; display:inline-block}
.bars .name {text-align:right; overflow-wrap:anywhere} .bars .bar {display:flex; height:1.9rem} .bars b {display:grid; place-items:center; color:#fff; font-size:.8rem; min-width:1rem}
.bars .k-shared {background:#57534b} .bars .k-contradicting {background:#b0352a} .bars .k-unique {background:#5a3a9e} .bars .k-doubtful {background:#6f6a60; background-image:repeating-linear-gradient(45deg,#ffffff33 0 2px,transparent 2px 7px)}
.bars b, .bars i {print-color-adjust:exact}
</style>"""
HEAT = """<style>
.heat {overflow-x:auto} .heat table {border-collapse:collapse; font-size:.9rem; width:100%; table-layout:fixed}
.heat caption {position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}
.heat th {font-weight:600; padding:.3rem .4rem; text-align:left; overflow-wrap:anywhere} .heat thead th {text-align:center; vertical-align:bottom} .heat thead th:first-child {text-align:left}
.heat td {text-align:center; padding:.35rem .2rem; border:1px solid color-mix(in srgb,currentColor 14%,transparent); font-variant-numeric:tabular-nums; background:color-mix(in srgb,light-dark(#5a3a9e,#b79cf5) calc(var(--share)*55%),transparent); print-color-adjust:exact}
</style>"""
SHEETS = """<style>
.sheets {display:grid; gap:.8rem; grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr)); font-size:.93rem; line-height:1.45}
.sheets section {border:1px solid color-mix(in srgb,currentColor 28%,transparent); border-radius:.5rem; padding:.6rem .9rem; overflow-wrap:anywhere}
.sheets h3 {font-size:1.15rem; margin:0; padding:0} .sheets p {margin:.1rem 0} .sheets dl {margin:.4rem 0 0; padding:0}
.sheets dt {font-weight:600; margin:.5rem 0 0; padding:0} .sheets dd {margin:0; padding:0} .sheets .note, .sheets details {font-size:.84rem}
.sheets summary {cursor:pointer; text-decoration:underline dotted} .sheets ul {margin:.2rem 0; padding-left:1.1rem} .sheets a {color:inherit}
</style>"""


class Span(Protocol):
    """Something found in an article, offsets counting its characters."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class SheetRow(NamedTuple):
    """A fact: its name, its value, a note, and its sources, each with a link or None; all plain text."""

    name: str
    value: str
    note: str
    sources: Sequence[tuple[str, str | None]]


class Sheet(NamedTuple):
    """A card of facts with a title and a line below it."""

    title: str
    line: str
    rows: Sequence[SheetRow]


def escaped(text: str) -> str:
    """Text that is safe inside HTML, line ends as blanks.

    >>> escaped("<script>alert(1)</script>")
    '&lt;script&gt;alert(1)&lt;/script&gt;'
    """
    return html.escape(squeezed(one_line(text)))


def literal(text: str) -> str:
    """Text that Streamlit's Markdown shows as it stands: a file's name must not become a link or a picture.

    A backslash is not enough for web and mail addresses and for names of emoji, which are looked for in the finished text: an
    invisible character (word joiner) parts them.

    >>> literal("a_b ![x](http://y)").replace("\\u2060", "¦")
    'a\\\\_b \\\\!\\\\[x\\\\]\\\\(http¦\\\\://y\\\\)'
    >>> literal("www.x.de a@x.de").replace("\\u2060", "¦")
    'www¦\\\\.x\\\\.de a¦\\\\@x\\\\.de'
    """
    parted = JOINED.sub("\u2060", squeezed(text))
    return re.sub(r"([\\`*_{}\[\]()#!|<>~$:.@&+=-])", r"\\\1", parted)


def differing(base: str, other: str) -> str:
    """HTML of ``other`` with what it lacks of ``base`` in <del> and what it adds in <ins>; plain where the two are too unlike.

    >>> differing("ein fernes Ziel", "ein nahes Ziel")
    'ein <del>fernes</del> <ins>nahes</ins> Ziel'
    >>> differing("Er kam am Montag nach Bonn", "Am Montag reiste sie ab")
    'Am Montag reiste sie ab'
    """
    left, right = one_line(base).split(), one_line(other).split()
    steps = differences(left, right)
    same = sum(len(words) for kind, words, _ in steps if kind == "equal")
    if same < ALIKE * max(len(left), len(right)):
        return html.escape(" ".join(right))
    written = []
    for kind, missing, added in steps:
        if kind == "equal":
            written.append(html.escape(" ".join(added)))
        else:
            written += [f"<{tag}>{html.escape(' '.join(w))}</{tag}>" for tag, w in (("del", missing), ("ins", added)) if w]
    return " ".join(written)


def legend(about: str, missing: str, added: str) -> str:
    """What the two marks of ``differing`` mean."""
    return f'{STYLE}<p class="pair note">{html.escape(about)} <span><del>{html.escape(missing)}</del> <ins>{html.escape(added)}</ins></span></p>'


def marked(text: str, start: int, end: int) -> str:
    """HTML of a text with ``text[start:end]`` in <mark>."""
    return f"{html.escape(one_line(text[:start]))}<mark>{html.escape(one_line(text[start:end]))}</mark>{html.escape(one_line(text[end:]))}"


def marked_in(sentence: Sentence, found: Span) -> str:
    """HTML of a Sentence with something found in it (``start`` and ``end`` count the article's characters) in <mark>."""
    return marked(sentence.text, found.start - sentence.start, found.end - sentence.start)


def card(head: str, body: str, notes: Iterable[str] = (), kind: str = "") -> str:
    """One card: ``head`` and ``notes`` are plain text, ``body`` is HTML made here."""
    rows = "".join(f'<p class="note">{html.escape(n)}</p>' for n in notes if n)
    return f'<div class="{kind}"><p class="head">{html.escape(head)}</p><div lang="de">{body}</div>{rows}</div>'


def cards(rows: Iterable[str]) -> str:
    """Cards side by side."""
    return f'{STYLE}<div class="pair">{"".join(rows)}</div>'


def listed(rows: Iterable[tuple[str, str]]) -> str:
    """A list of [(head, text)], both plain text, the heads bold."""
    body = "".join(f"<li><strong>{html.escape(head)}:</strong> {html.escape(text)}</li>" for head, text in rows)
    return f'<ul style="margin:0;padding-left:1.2rem;line-height:1.55">{body}</ul>'


def numbered(rows: Iterable[str]) -> str:
    """A numbered list of plain texts."""
    body = "".join(f"<li>{html.escape(text)}</li>" for text in rows)
    return f'<ol style="margin:0;padding-left:1.4rem;line-height:1.5">{body}</ol>'


def sheets(rows: Iterable[Sheet]) -> str:
    """Cards with facts; sources open at a click."""
    return f'{SHEETS}<div class="sheets">{"".join(_sheet(sheet) for sheet in rows)}</div>'


def _sheet(sheet: Sheet) -> str:
    written = [f"<dt>{html.escape(row.name)}</dt><dd>{answer(row)}</dd>" for row in sheet.rows]
    return f"<section><h3>{html.escape(sheet.title)}</h3><p>{html.escape(sheet.line)}</p><dl>{''.join(written)}</dl></section>"


def answer(row: SheetRow) -> str:
    """HTML of a fact without its name: its value, its note, and its sources at a click."""
    cited = "".join(f"<li>{_link(text, link)}</li>" for text, link in row.sources)
    count = f"{html.escape(say('sources'))} ({len(row.sources)})"
    more = f"<details><summary>{count}</summary><ul>{cited}</ul></details>" if row.sources else ""
    small = f'<p class="note">{html.escape(row.note)}</p>' if row.note else ""
    return f'<div class="fact">{html.escape(row.value)}{small}{more}</div>'


def _link(text: str, link: str | None) -> str:
    if not link:
        return html.escape(text)
    return f'<a href="{html.escape(link)}" target="_blank" rel="noopener noreferrer nofollow">{html.escape(text)}</a>'


def heat(caption: str, head: Sequence[str], rows: Iterable[tuple[str, Sequence[tuple[str, str, float]]]]) -> str:
    """A table whose cells are the darker the more they hold: rows of (name, [(text, words for the mouse, share from 0 to 1)])."""
    heads = "".join(f'<th scope="col">{html.escape(h)}</th>' for h in head)
    written = []
    for name, held in rows:
        spots = "".join(
            f'<td style="--share:{share:.2f}" title="{html.escape(told)}">{html.escape(text)}</td>' for text, told, share in held
        )
        written.append(f'<tr><th scope="row">{html.escape(name)}</th>{spots}</tr>')
    return (
        f'{HEAT}<div class="heat"><table><caption>{html.escape(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(written)}</tbody></table></div>"
    )


def stacked(
    caption: str, legend: Sequence[tuple[str, str]], rows: Mapping[str, Sequence[tuple[str, int, str]]], most: int
) -> str:
    """Stacked bars. ``legend``: (kind, words); ``rows``: {name: [(kind, number, words for the mouse)]}; ``most``: the largest sum."""
    keys = "".join(f'<span><i class="k-{kind}"></i>{html.escape(words)}</span>' for kind, words in legend)
    lines = []
    for name, parts in rows.items():
        drawn = "".join(
            f'<b class="k-{kind}" style="width:{100 * n / most:.2f}%" title="{html.escape(told)}">{n}</b>'
            for kind, n, told in parts
            if n
        )
        words = dict(legend)
        told = ", ".join(f"{n} {words[kind]}" for kind, n, _ in parts)
        lines.append(
            f'<div class="name">{html.escape(name)}</div><div class="bar" role="img" aria-label="{html.escape(told)}">{drawn}</div>'
        )
    head = f'<p class="keys" aria-hidden="true">{keys}</p>'
    return f'{STACKED}<div class="bars" role="group" aria-label="{html.escape(caption)}">{head}{"".join(lines)}</div>'


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], narrow: str = "stacked") -> str:
    """A table whose first column names its rows; ``caption`` and ``head`` are plain text, the cells of ``rows`` HTML made here.

    On a phone its cells stand below one another, each with its column's name, or follow one another like words ("flowing").
    """
    top = "".join(f'<th scope="col">{html.escape(h)}</th>' for h in head)
    body = ""
    for row in rows:
        cells = "".join(f'<td data-head="{html.escape(h)}">{c}</td>' for h, c in zip(head[1:], row[1:]))
        body += f'<tr><th scope="row">{row[0]}</th>{cells}</tr>'
    name = html.escape(caption)
    frame = f'<div class="grid {narrow}" role="region" tabindex="0" aria-label="{name}">'
    return f"{GRID}{frame}<table><caption>{name}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"


def word(text: str, kind: str = "") -> str:
    """A word or two of an article, of a kind: "own", "pale"."""
    return f'<span class="{kind}" lang="de">{escaped(text)}</span>'


def counted(text: str, times: int, sign: tuple[str, str] | None, kind: str) -> str:
    """A line of a cell: a word, how often it stands there, and a sign with what it means."""
    told = f' <span title="{escaped(sign[1])}">{html.escape(sign[0])}</span>' if sign else ""
    return f"<div>{word(text, kind)}{f' ×{times}' if times > 1 else ''}{told}</div>"


def pale(text: str) -> str:
    """A line of a cell that says little."""
    return f'<div class="pale">{escaped(text)}</div>'


def nothing(meaning: str) -> str:
    """An empty cell, with what it means for those who listen."""
    return f'<span class="none">– <span class="sr-only">{escaped(meaning)}</span></span>'


def paragraphs(texts: Iterable[Iterable[str]]) -> str:
    """Paragraphs of sentences."""
    return "".join(f"<p>{' '.join(escaped(s) for s in sentences)}</p>" for sentences in texts)


def finding(text: str) -> str:
    """What was found, in the letters of the texts."""
    return f"<p style=\"font-family:'Source Serif','Source Serif 4',Georgia,serif;font-size:1.1rem;line-height:1.35;margin:.1rem 0\">{html.escape(text)}</p>"


def small(text: str) -> str:
    """A small line; Streamlit's own captions are too pale to be read by everybody."""
    return f'<p style="font-size:.875rem;line-height:1.4;margin:0;opacity:.85">{html.escape(text)}</p>'


def header(title: str, compared: str, counts: str, small: bool = False) -> str:
    """The page's heading with two lines below, or all in one ``small`` line; ``**numbers**`` in ``counts`` become bold."""
    bold = re.sub(r"\*\*(\d+)\*\*", r"<strong>\1</strong>", html.escape(counts))
    large = "<style>.event h1{font-size:1.75rem;line-height:1.25;margin:0;padding:0} .event p{margin:.15rem 0 0;line-height:1.4}</style>"
    one_row = "<style>.event{font-size:.9rem;line-height:1.4} .event h1{font-size:1.1rem;line-height:1.3} .event h1,.event p{display:inline;margin:0 .7rem 0 0;padding:0}</style>"
    return f'{one_row if small else large}<div class="event"><h1>{escaped(title)}</h1> <p>{html.escape(compared)}</p> <p>{bold}</p></div>'
