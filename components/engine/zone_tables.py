"""The phrases of news pages (``data/lexicon/page_furniture.toml``), and the agencies that a credit names."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from components.engine.codes import Role
from components.engine.data import lexicon

# Behind the last full stop of a text: who wrote it, as houses abbreviate their people, alone or beside an agency: "(abc)", "(abc/dpa)".
CODE = r"(?:\((?:[A-Za-zÄÖÜäöü]{2,10}, ?){1,3}\d{1,2}\. ?\d{1,2}\. ?\d{4}\)|\([A-Za-zÄÖÜäöü]{2,4}(?:[/,] ?[A-Za-z-]{2,8}){0,2}\))"
DATELINE_PLACE = (
    r"(?!(?:Der|Die|Das|Ein|Eine|Streit|Sender) )[A-ZÄÖÜ][\w.-]{1,60}(?:[ /](?:am|an der|bei|und|[A-ZÄÖÜ][\w.-]{1,60})){0,4},? ?"
)


CAPITALS_LEAST = 5  # characters of a line in capitals that is no abbreviation
LONGEST_RULED = 2000  # characters of a line that a rule is tried on; no furniture is longer, and time must not grow with it


@dataclass(frozen=True, kw_only=True)
class LineRule:
    """A whole line that is no text; ``related``: titles of other articles follow; ``verbless``: unless it states something."""

    pattern: re.Pattern[str]
    role: Role
    reason: str
    related: bool
    verbless: bool


@dataclass(frozen=True, kw_only=True)
class PageTables:
    """What is known of news pages. ``dateline``: a place with an agency at a line's start; ``agency_end``: where an agency or a code
    begins behind the last full stop; ``agency``: a line of nothing else; ``agency_name``: one agency's name."""

    lines: tuple[LineRule, ...]
    comments: re.Pattern[str]
    appeal: tuple[re.Pattern[str], ...]
    agencies: tuple[str, ...]
    agency_name: re.Pattern[str]
    dateline: re.Pattern[str]
    agency_end: re.Pattern[str]
    agency: re.Pattern[str]


@functools.lru_cache(maxsize=8)
def page_tables(outlet_codes: tuple[str, ...] = ()) -> PageTables:
    """The PageTables; ``outlet_codes``: how outlets abbreviate themselves in credits, as agencies do."""
    table = lexicon("page_furniture")
    one = "|".join(sorted(map(re.escape, [*table["agencies"], *outlet_codes]), key=len, reverse=True))
    some = "|".join(map(re.escape, table["wires"]))
    names, wires = rf"(?i:{one})(?:\s*[/,+]\s*(?i:{one}))*", rf"(?i:{some})(?:/(?i:{some}))*"
    return PageTables(
        lines=tuple(
            LineRule(
                pattern=re.compile(r["pattern"]),
                role=Role(r["role"]),
                reason=r["reason"],
                related=r.get("related", False),
                verbless=r.get("verbless", False),
            )
            for r in table["line"]
        ),
        comments=re.compile(table["comments"]["pattern"]),
        appeal=tuple(re.compile(r["pattern"]) for r in table["appeal"]),
        agencies=tuple(table["agencies"]),
        agency_name=re.compile(names),
        dateline=re.compile(
            rf"{DATELINE_PLACE}(?:\({names}(?:/\w{{2,5}})?\)(?:\.? ?[|–—:-]|\.? (?=[A-ZÄÖÜ„\"«»]))|(?:{wires})\.? ?[|–—]| ?(?:{wires}) - ?) *(?=\S)"
        ),
        agency_end=re.compile(rf"(?<=[.!?“”\"«»)])\s*(?=\(?{names}\)?\.?$|{CODE}$|\((?:[Mm]it|[Uu]nter)[^()]{{3,50}}\)$)"),
        agency=re.compile(rf"\(?{names}\)?\.?|{CODE}"),
    )


def rules_of(line: str, page: PageTables) -> Iterator[LineRule]:
    """The rules that a whole line matches, in their order."""
    return (rule for rule in page.lines if len(line) <= LONGEST_RULED and any(map(rule.pattern.fullmatch, readings(line))))


def readings(line: str) -> tuple[str, ...]:
    """A line, and where it is all capitals how it may be written otherwise.

    >>> readings("ARTIKEL TEILEN"), readings("Die EU tagt")
    (('ARTIKEL TEILEN', 'Artikel teilen', 'Artikel Teilen'), ('Die EU tagt',))
    """
    capitals = line.isupper() and len(line) > CAPITALS_LEAST
    return (line, line.capitalize(), line.title()) if capitals else (line,)


def is_ruled(line: str) -> bool:
    """Whether a whole line matches a rule of all pages."""
    return any(True for _ in rules_of(line, page_tables()))


PICTURE = re.compile(
    r"©|\b(fotos?|photo|bild(er)?(?=\s*:)|bildquelle|bildrechte|grafik|illustration|picture alliance|imago|getty)\b",
    re.IGNORECASE,
)
ONE_AGENCY = {"rtr": "reuters", "dpa-afx": "dpa", "keystone-sda": "sda"}


def agencies(text: str) -> tuple[str, ...]:
    """The news agencies that a credit or dateline names, in small letters; those of a picture are none of the text's.

    >>> agencies("Quelle: ntv.de, lme/dpa"), agencies("Washington dpa/rtr |"), agencies("Quelle: dpa, Foto: Anna Muster/ap")
    (('dpa',), ('dpa', 'reuters'), ('dpa',))
    """
    found: set[str] = set()
    for segment in re.split(r"[,;|–]| - ", re.sub(r"Deutschen? Presse-Agentur", "dpa", text)):
        if not PICTURE.search(segment):
            tokens = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", segment)
            found |= {t.casefold() for t in tokens if not t.istitle() or len(t) > 4}  # "Ria" and "Sid" are first names
    return tuple(dict.fromkeys(ONE_AGENCY.get(name, name) for name in page_tables().agencies if name in found))
