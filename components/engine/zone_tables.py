"""The phrases of news pages (``data/lexicon/page_furniture.toml``), and the agencies that a credit names."""

import functools
import re
import tomllib
from dataclasses import dataclass

from components.engine.articles.outlets import read_outlets
from components.engine.data import DATA


@dataclass(frozen=True)
class Tables:
    lines: tuple
    comments: re.Pattern
    appeal: tuple
    agency: str
    wires: str
    agencies: tuple


@functools.cache
def tables():
    table = tomllib.loads((DATA / "lexicon" / "page_furniture.toml").read_text("utf-8"))
    codes = [code for outlet in read_outlets().values() for code in outlet.codes]
    names = "|".join(sorted(map(re.escape, [*table["agencies"], *codes]), key=len, reverse=True))
    wires = "|".join(map(re.escape, table["wires"]))
    return Tables(
        tuple(
            (re.compile(r["pattern"]), r["role"], r["reason"], r.get("related", False), r.get("verbless", False))
            for r in table["line"]
        ),
        re.compile(table["comments"]["pattern"]),
        tuple(re.compile(r["pattern"]) for r in table["appeal"]),
        rf"(?i:{names})(?:\s*[/,+]\s*(?i:{names}))*",
        rf"(?i:{wires})(?:/(?i:{wires}))*",
        tuple(table["agencies"]),
    )


PICTURE = re.compile(
    r"©|\b(fotos?|photo|bild(er)?(?=\s*:)|bildquelle|bildrechte|grafik|illustration|picture alliance|imago|getty)\b",
    re.IGNORECASE,
)
ONE_AGENCY = {"rtr": "reuters", "dpa-afx": "dpa", "keystone-sda": "sda"}


def agencies(text):
    """The news agencies that a credit or dateline names, in small letters; those of a picture are none of the text's.

    >>> agencies("Quelle: ntv.de, lme/dpa"), agencies("Washington dpa/rtr |"), agencies("Quelle: dpa, Foto: Anna Muster/ap")
    (('dpa',), ('dpa', 'reuters'), ('dpa',))
    """
    found = set()
    for segment in re.split(r"[,;|–]| - ", re.sub(r"Deutschen? Presse-Agentur", "dpa", text)):
        if not PICTURE.search(segment):
            tokens = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", segment)
            found |= {t.casefold() for t in tokens if not t.istitle() or len(t) > 4}  # "Ria" and "Sid" are first names
    return tuple(dict.fromkeys(ONE_AGENCY.get(name, name) for name in tables().agencies if name in found))


# Behind the last full stop of a text: who wrote it, as houses abbreviate their people, alone or beside an agency: "(abc)", "(abc/dpa)".
CODE = r"\([A-Za-zÄÖÜäöü]{2,4}(?:[/,] ?[A-Za-z-]{2,8}){0,2}\)"


@functools.cache
def agency_patterns():
    agency, wires = tables().agency, tables().wires
    place = r"(?!(?:Der|Die|Das|Ein|Eine|Streit|Sender) )[A-ZÄÖÜ][\w.-]+(?:[ /](?:am|an der|bei|und|[A-ZÄÖÜ][\w.-]+)){0,4},? ?"
    return (
        re.compile(rf"{place}(?:\({agency}\)\.? ?[|–—:-]|(?:{wires})\.? ?[|–—]| ?(?:{wires}) - ?) *(?=\S)"),
        re.compile(rf"(?<=[.!?“”\"«»)])\s*(?=\(?{agency}\)?\.?$|{CODE}$|\((?:[Mm]it|[Uu]nter)[^()]{{3,50}}\)$)"),
        re.compile(rf"\(?{agency}\)?\.?|{CODE}"),
    )
