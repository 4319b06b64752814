"""Articles as people bring them: text, Markdown, HTML, PDF, Word, or a .zip of these, read into plain text with what is known.

Everything here is untrusted. Each file gives articles or one clear sentence on what is wrong and what to do; nothing is executed,
nothing is fetched, and sizes are limited before anything is unpacked. What a parser needs of time and memory is limited by the process
that this runs in (``storage.reading_worker``). The one door to trafilatura, pypdf and python-docx.
"""

import dataclasses
import io
import pathlib
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from components.engine.articles.article import LARGEST_ARTICLE
from components.engine.articles.events import MOST_ARTICLES
from components.engine.articles.text_files import decode, is_binary
from components.engine.codes import Role
from components.engine.german.sentences import split
from components.engine.german.white_space import squeezed
from components.engine.messages import Message, Refusal, message
from components.sources.page_marks import PageMarks, page_marks

ENDINGS = ("txt", "md", "html", "htm", "pdf", "docx", "zip")  # of files that can be brought
LARGEST_FILE = 20_000_000  # bytes
LARGEST_UNPACKED = 40_000_000  # bytes that a .zip may hold in all
MOST_FILES = MOST_ARTICLES + 10  # in a .zip: an event's articles, event.toml, decisions.json, and a few that belong to nobody
MOST_PAGES = 100  # of a PDF
MOST_PARAGRAPHS = 20_000  # of a Word file
SHORTEST = 40  # characters of text below which something is no article
OWN_RUNS = "./w:r | ./w:hyperlink/w:r | ./w:ins/w:r | ./w:smartTag/w:r | ./w:fldSimple/w:r | ./w:sdt/w:sdtContent/w:r"  # of a paragraph of a Word file, without boxes beside it
TEXT = frozenset([".txt", ".md", ".text", ""])
HTML = frozenset([".html", ".htm", ".xhtml"])
COMMON = frozenset(["der", "die", "das", "und", "ist", "nicht", "ein", "eine", "von", "mit", "sich", "auf", "für", "den", "dem", "im", "zu", "des", "auch", "hat", "dass", "wird", "sind"])  # fmt: skip
PUBLISHED = re.compile(
    r'<meta[^<>]{0,80}article:published_time["\'][^<>]{0,40}content=["\'](\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?)["\']'
)
ELLIPSIS = re.compile(
    r"(und|oder|bzw\.|beziehungsweise|sowie|als auch|wie|noch|bis)\b"
)  # behind the hyphen of a word that is left out
# What no text holds, some files do: control characters but tab and line ends, marks of a file's byte order, halves of characters.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
GERMAN = 0.08  # share of such words from which a text is German


@dataclass(frozen=True, kw_only=True)
class DraftArticle:
    """One article as brought: where it came from, its text, and what the file itself says of it (None where it says nothing).

    ``file``: the name it has in an event already kept; ``notes``: where the file says two different things of it."""

    source: str
    text: str
    outlet: str | None = None
    headline: str | None = None
    published: str | None = None
    byline: str | None = None
    url: str | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    credit: str | None = None
    file: str | None = None
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that cannot be read, and why."""

    source: str
    why: Message


class NotRead(Refusal):
    """A file cannot be read."""


def read_files(files: Iterable[tuple[str, bytes]]) -> tuple[tuple[DraftArticle, ...], tuple[Refused, ...]]:
    """(DraftArticle, …) and (Refused, …) of files: [(name, bytes)]."""
    found: list[DraftArticle] = []
    refused: list[Refused] = []
    for name, raw in files:
        _collect(shown(name), raw, found, refused)
    return tuple(found), tuple(refused)


def _collect(name: str, raw: bytes, found: list[DraftArticle], refused: list[Refused]) -> None:
    try:
        found += _read(name, raw, refused)
    except NotRead as wrong:
        refused.append(Refused(source=name, why=wrong.message))


def basename(name: str) -> str:
    """A name without its folders, whichever way they are written: what an archive calls its files is no path."""
    return re.split(r"[/\\]", name)[-1]


def shown(name: str) -> str:
    """A file's name without folders, control characters and what turns the direction of writing."""
    return "".join(c for c in basename(name) if unicodedata.category(c)[0] != "C")[:120] or "?"


def _read(name: str, raw: bytes, refused: list[Refused]) -> list[DraftArticle]:
    if not raw:
        raise NotRead("file_empty")
    if len(raw) > LARGEST_FILE:
        raise NotRead("file_too_large", n=len(raw) // 1_000_000, most=LARGEST_FILE // 1_000_000)
    suffix = pathlib.PurePath(name).suffix.casefold()
    if suffix == ".zip":
        return _zip(raw, refused)
    if suffix == ".pdf" or raw.startswith(b"%PDF-"):
        return [_checked(DraftArticle(source=name, text=_pdf(raw)))]
    if suffix == ".docx":
        return [_checked(DraftArticle(source=name, text=_docx(raw)))]
    if suffix not in TEXT | HTML:
        raise NotRead("file_kind", suffix=suffix)
    if is_binary(raw):
        raise NotRead("file_binary")
    text = decode(raw)
    if suffix in HTML or re.match(r"\s*(<!doctype html|<html[\s>])", text, re.IGNORECASE):
        return [_checked(_html(name, text))]
    return [_checked(DraftArticle(source=name, text=text))]


def _checked(found: DraftArticle) -> DraftArticle:
    text = cleaned(found.text)
    if len(text) > LARGEST_ARTICLE:
        raise NotRead("file_too_long", n=len(text), most=LARGEST_ARTICLE)
    if sum(c.isalpha() for c in text) < SHORTEST:
        raise NotRead("file_no_article")
    return dataclasses.replace(found, text=text)


def cleaned(text: str) -> str:
    """Text without the characters that belong to no text.

    >>> cleaned("Der\\x00 Rat\\ntagt.")
    'Der Rat\\ntagt.'
    """
    return NO_TEXT.sub("", text)


def _html(name: str, text: str) -> DraftArticle:
    """The article of a page: no scripts, no comments, no pictures are loaded."""
    import trafilatura

    try:
        held: Any = trafilatura.bare_extraction(
            text, include_comments=False, include_tables=True, include_images=False, with_metadata=True
        )
    except Exception:  # whatever a parser makes of a hostile page
        held = None
    if held is None or not held.text:
        raise NotRead("page_no_article")
    marks = page_marks(text)
    headline = marks.headline or held.title
    body, roles = _with_marks(held.text, headline, marks)
    told = PUBLISHED.search(text)
    when = (
        told.group(1) if told and held.date and told.group(1).startswith(held.date) else held.date
    )  # trafilatura gives the day only
    return DraftArticle(
        source=name,
        text=body,
        outlet=held.hostname or held.sitename,
        headline=headline,
        published=iso(marks.published) if marks.published and not told else when,
        byline=marks.author or held.author,
        url=held.url,
        roles=roles,
        notes=_disagreements(marks, held, when),
    )


def _with_marks(body: str, headline: str | None, marks: PageMarks) -> tuple[str, tuple[tuple[str, Role], ...]]:
    """The text with kicker, headline and lead above it and the captions below, as far as it lacks them, and the roles of these."""
    lines = {squeezed(line) for line in body.split("\n")}
    head = [(marks.kicker, Role.KICKER), (headline, Role.HEADLINE), (marks.lead, Role.LEAD)]
    above = [(part, role) for part, role in head if part and part not in lines and part not in squeezed(body)[: len(part) + 400]]
    if headline and headline in lines:
        above = []  # the page's order is known to the text itself
    below = [(c, Role.CAPTION) for c in marks.captions if c not in squeezed(body)]
    text = "\n\n".join([*(part for part, _ in above), body, *(part for part, _ in below)])
    roles = [(squeezed(part[a:b]), role) for part, role in (*above, *below) for a, b in split(part)]
    roles += [(squeezed(c[a:b]), Role.CAPTION) for c in marks.captions if c in lines for a, b in split(c)]
    return text, tuple(roles)


def _disagreements(marks: PageMarks, held: Any, when: str | None) -> tuple[Message, ...]:
    """Where the page's own marks and the text found in it say different things."""
    found: list[Message] = []
    if marks.headline and held.title and squeezed(held.title) != marks.headline:
        found.append(message("page_two_headlines", marked=marks.headline, read=squeezed(held.title)))
    day = (marks.published or "")[:10]
    if day and when and when[:10] != day:
        found.append(message("page_two_days", marked=day, read=when[:10]))
    if marks.modified and day and marks.modified[:10] != day:
        found.append(message("page_changed", when=marks.modified[:16]))
    return tuple(found)


def _pdf(raw: bytes) -> str:
    """The text of a PDF: lines joined to paragraphs, hyphens at line ends healed."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [reader.pages[n].extract_text() or "" for n in range(min(len(reader.pages), MOST_PAGES))]
    except Exception:  # pypdf raises what its parts raise
        raise NotRead("pdf_broken") from None
    if locked:
        raise NotRead("pdf_locked")
    text = joined("\n".join(pages))
    if sum(c.isalpha() for c in text) < SHORTEST:
        raise NotRead("pdf_scan")
    return text


def joined(text: str) -> str:
    """Hard-wrapped lines as paragraphs, with hyphens at line ends healed; a short line or an empty one ends a paragraph.

    >>> joined("Die Stadt baut eine Brü-\\ncke über den Fluss und nennt\\nsie neu.\\n\\nEnde der Straße")
    'Die Stadt baut eine Brücke über den Fluss und nennt sie neu.\\n\\nEnde der Straße'
    """
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    usual = sorted(len(line) for line in lines if line)
    full = 0.6 * usual[3 * len(usual) // 4] if usual else 0
    found = [""]
    for line, after in zip(lines, [*lines[1:], ""]):
        if not line:
            found.append("")
            continue
        if _is_broken(found[-1], line):
            found[-1] = found[-1][:-1] + line
        else:
            found[-1] = f"{found[-1]} {line}".strip()
        if len(line) < full and line[-1] in '.!?:“”"' and after:
            found.append("")
    return "\n\n".join(p for p in found if p)


def _is_broken(line: str, after: str) -> bool:
    """Whether a word is broken at a line's end; the hyphen of "Nord- und Südkorea" stays."""
    hyphen = line.endswith("-") and len(line) > 1 and line[-2].isalpha()
    return hyphen and after[0].islower() and not ELLIPSIS.match(after)


def _docx(raw: bytes) -> str:
    """Paragraphs and the cells of tables of a Word file, in order, without hidden text."""
    import docx
    from docx.oxml.ns import qn

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(f.file_size for f in packed.infolist()) > LARGEST_UNPACKED:
                raise NotRead("docx_too_large")
        body = docx.Document(io.BytesIO(raw)).element.body
        if sum(1 for _ in body.iter(qn("w:p"))) > MOST_PARAGRAPHS:
            raise NotRead("docx_too_long", most=MOST_PARAGRAPHS)
        # Cells as they are written: how many columns and rows one of them says that it spans is not believed.
        rows = [
            " | ".join(filter(None, (_told(cell) for cell in block.iter(qn("w:tc")))))
            if block.tag == qn("w:tr")
            else _told(block)
            for block in _blocks(body)
        ]
    except NotRead:
        raise
    except Exception:  # a broken archive, a broken part, or an encrypted file
        raise NotRead("docx_broken") from None
    return "\n\n".join(row for row in rows if row)


def _blocks(body: Any) -> Iterator[Any]:
    """The paragraphs and the rows of tables of a Word file, in order."""
    from docx.oxml.ns import qn

    for block in body:
        if block.tag == qn("w:tbl"):
            yield from block.xpath("./w:tr | ./w:sdt/w:sdtContent/w:tr")
        elif block.tag == qn("w:sdt"):
            yield from _blocks(next(block.iterchildren(qn("w:sdtContent")), ()))
        elif block.tag == qn("w:p"):
            yield block


def _told(block: Any) -> str:
    """The text of a paragraph or cell of a Word file that its readers see."""
    from docx.oxml.ns import qn

    paragraphs = [block] if block.tag == qn("w:p") else block.xpath(".//w:p")
    shown = ("".join(run.text for run in p.xpath(OWN_RUNS) if not _is_hidden(run)) for p in paragraphs)
    return " ".join(" ".join(shown).split())


def _is_hidden(run: Any) -> bool:
    """Whether a run of a Word file says of itself that it is hidden."""
    from docx.oxml.ns import qn

    mark = run.rPr.find(qn("w:vanish")) if run.rPr is not None else None
    return mark is not None and mark.get(qn("w:val"), "true") not in {"0", "false", "off"}


def _zip(raw: bytes, refused: list[Refused]) -> list[DraftArticle]:
    """The articles of an archive; names are only names, nothing is written to disk, and a bad file does not spoil the others."""
    packed, held = members(raw)
    if not within_limits(held):
        raise NotRead("zip_too_large", files=MOST_FILES, most=LARGEST_UNPACKED // 1_000_000)
    articles = [f for f in held if _may_hold_an_article(shown(f.filename))]
    found: list[DraftArticle] = []
    wrong = len(refused)
    for name, content in contents(packed, articles):
        if isinstance(content, NotRead):
            refused.append(Refused(source=shown(name), why=content.message))
        else:
            _collect(shown(name), content, found, refused)
    if not found and len(refused) == wrong:
        raise NotRead("zip_empty")
    return found


def members(raw: bytes) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """(the archive, its files). Raises ``NotRead``."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(raw))
        return packed, [f for f in packed.infolist() if not f.is_dir() and not f.filename.startswith("__MACOSX/")]
    except Exception:  # zipfile raises what its parts raise
        raise NotRead("zip_broken") from None


def _may_hold_an_article(name: str) -> bool:
    return not name.startswith(".") and pathlib.PurePath(name).suffix.casefold() not in {".zip", ".toml", ".json"}


def within_limits(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether an archive's members are few and, by what it says of them, small enough to be unpacked."""
    return len(members) <= MOST_FILES and sum(f.file_size for f in members) <= LARGEST_UNPACKED


def contents(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes | NotRead]]:
    """(name, bytes) of an archive's members, or (name, why it cannot be read). Raises ``NotRead`` above LARGEST_UNPACKED in all."""
    left = LARGEST_UNPACKED
    for member in members:
        if member.flag_bits & 1:
            yield member.filename, NotRead("zip_member_locked")
            continue
        try:
            with archive.open(member) as stream:
                content = stream.read(left + 1)  # what the archive says of sizes may be a lie
        except Exception:  # zipfile raises what its decompressors raise
            yield member.filename, NotRead("zip_member_broken")
            continue
        left -= len(content)
        if left < 0:
            raise NotRead("zip_unpacked_too_large")
        yield member.filename, content


def iso(said: str) -> str:
    """A day or time as German pages write it, in ISO form; anything else as it is.

    >>> iso("15.07.2024, 18:30 Uhr"), iso("5.7.2024"), iso("2024-07-15"), iso("gestern")
    ('2024-07-15T18:30', '2024-07-05', '2024-07-15', 'gestern')
    """
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\D{1,6}(\d{1,2})[:.](\d\d)(?: ?Uhr)?)?", said.strip())
    if not found:
        return said
    day, month, year, hour, minute = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}" + (f"T{int(hour):02}:{minute}" if hour else "")


def is_german(text: str) -> bool:
    """Whether a text seems to be German, by its most common words."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    return sum(w in COMMON for w in words) >= GERMAN * max(1, len(words))
