"""Reads marked pages (``data/gold/pages``): the text as it is pasted, and what each part of it is."""

import re
from dataclasses import dataclass

TEXT = frozenset(["headline", "kicker", "lead", "subhead", "body"])


@dataclass(frozen=True, kw_only=True)
class Part:
    start: int
    end: int
    tag: str

    @property
    def is_text(self):
        return self.tag in TEXT


def read(path):
    """(text, [Part])"""
    lines, parts, at = [], [], 0
    for row in path.read_text("utf-8").split("\n"):
        if row.startswith("#\t"):
            continue
        tag, _, written = row.partition("\t")
        line = ""
        for n, piece in enumerate(re.split(r"[{}]", written)):
            own = "glued" if n % 2 else tag
            if piece:
                start = at + len(line)
                line += piece
                parts.append(Part(start=start, end=start + len(piece), tag=parts[-1].tag if own == "+" else own))
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), parts


def furniture(parts):
    """Lists of Parts that are one piece of furniture each."""
    pieces, last = [], None
    for part in parts:
        if not part.is_text:
            if part.tag == last and part.tag != "glued":
                pieces[-1].append(part)
            else:
                pieces.append([part])
        last = part.tag
    return pieces
