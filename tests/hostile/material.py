"""Files and texts that somebody might bring to stop a server, or to break what it keeps."""

import io
import itertools
import random
import zipfile
import zlib

import docx
import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

SENTENCE = "Der Stadtrat hat am Donnerstag den Bau einer neuen Brücke über den Fluss beschlossen. "
TEXT = f"Brücke kommt\n\n{SENTENCE * 3}\n\n„Wir freuen uns“, sagte die Bürgermeisterin. {SENTENCE * 2}\n"
LONG = 100_000

# Each of these once took from 18 seconds to minutes, or is a near relative of one that did.
TEXTS = {
    "full stops": "." * LONG, "ellipses": "…" * LONG, "blanks": " " * LONG + SENTENCE, "blanks inside": ("Der Rat tagt." + " " * 40_000) * 3,
    "A-": "A-" * LONG, "one word": "Wort" * 10_000, "a compound": "Donaudampfschiff" * 2_500 + " fährt.", "one line": SENTENCE * 4_000,
    "quotes": "„a“" * 20_000, "spaced quotes": "„a“ " * 20_000, "open quotes": "„" * 60_000, "nested quotes": "„‚" * 40_000,
    "straight quotes": '"a" ' * 20_000, "quotes and stops": '"a." A ' * 20_000, "closing quotes": "“" * LONG, "lone closers": '. " A' * 20_000,
    "brackets": "(" * 60_000, "exclamations in brackets": "(a! " * 20_000, "closed exclamations": "(a!) A" * 15_000,
    "initials": "A. " * 40_000, "abbreviations": "z. " * 40_000, "ordinals": "1. " * 40_000, "dotted numbers": "1.1." * 40_000,
    "short lines": "a\n" * 30_000, "wrapped lines": "Der Rat tagt heute\nund morgen\n" * 8_000, "paragraphs": "Wort\n\n" * 10_000,
    "returns": "a\r" * 10_000, "mixed ends": "a\r\n\r" * 10_000, "credits": "Foto: " * 20_000, "lines of credits": "Foto: dpa\n" * 1_500,
    "sources": "Quelle: a" * 10_000, "copyright": "© a " * 20_000, "capitals": "A" * LONG, "digits": "1" * LONG, "commas": "a, " * 40_000,
    "hyphens": "a-b-" * 30_000, "strokes": "A/" * 50_000, "agencies": "(dpa)" * 20_000, "with agencies": "(Mit " * 30_000,
    "combining marks": "e\u0301" * 20_000, "zero width": "a\u200b" * 20_000, "emoji": "👩‍👩‍👧" * 10_000, "dotted capitals": "İ" * 60_000,
    "right to left": "\u202eabc " * 20_000, "authors": "Von Anna " * 15_000, "square brackets": "[" * 60_000, "apps": "[ App" * 15_000,
    "pictures": "![](" * 20_000, "tags": "<img" * 20_000, "appeals": "Unsere Leser „\n" * 8_000, "places": "Berlin. Rom " * 20_000,
    "datelines": ("Berlin. In Rom " + "in Rom " * 2_000 + "\n") * 8, "glued kicker": "KriegNeues Gesetz\n" + "Neues " * 20_000,
    "bullets": "• a\n" * 8_000, "comment heads": f"{SENTENCE}\nKommentare\n" * 1_000, "dashes": "a – " * 40_000, "amounts": "3 bis 5 Mio. Euro " * 6_000,
    "clock": "12.30 Uhr " * 10_000, "long lines": ("x" * 90_000 + "\n") * 10, "low controls": "a\x01" * 40_000, "nothing but marks": "!?" * LONG,
}  # fmt: skip


def zipped(files, method=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def word(change=lambda xml: xml):
    """A Word file with paragraphs, a table and hidden text; ``change``: of its XML."""
    made = docx.Document()
    made.add_paragraph(SENTENCE * 2)
    table = made.add_table(2, 2)
    for n, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"Zelle {n}"
    made.add_paragraph("sichtbar ").add_run("geheim").font.hidden = True
    held = io.BytesIO()
    made.save(held)
    with zipfile.ZipFile(io.BytesIO(held.getvalue())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = change(parts["word/document.xml"])
    return zipped(parts)


def pdf(pages=1, stream=b"BT /F1 12 Tf 72 720 Td (Der Stadtrat hat am Donnerstag den Bau einer Bruecke beschlossen) Tj ET"):
    """A PDF whose pages share one stream."""
    writer = pypdf.PdfWriter()
    content = StreamObject()
    content.set_data(stream)
    shared = writer._add_object(content)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for _ in range(pages):
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Contents")] = ArrayObject([shared])
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
        page[NameObject("/UserUnit")] = FloatObject(1)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def page(body, head=""):
    return f"<!doctype html><html><head><title>Titel</title>{head}</head><body>{body}</body></html>".encode()


ARTICLE = f"<article><h1>Brücke kommt</h1><p>{SENTENCE * 4}</p></article>"
TOML = 'title = "Brücke"\ndate = 2024-05-14\n[[articles]]\nfile = "a.txt"\noutlet = "Bote"\n[[articles]]\nfile = "b.txt"\noutlet = "Kurier"\n'


def event(toml=TOML, decisions="[]", name="2024-05-14-bruecke", **others):
    return zipped(
        {f"{name}/event.toml": toml, f"{name}/a.txt": TEXT, f"{name}/b.txt": TEXT, f"{name}/decisions.json": decisions, **others}
    )


def bases():
    """One good file of every format: {name: bytes}."""
    return {
        "a.txt": TEXT.encode(), "a.md": TEXT.encode(), "a.html": page(ARTICLE), "a.pdf": pdf(), "a.docx": word(), "a.zip": zipped({"a.txt": TEXT}),
        "e.zip": event(),
    }  # fmt: skip


def mutated(raw, rng):
    """Bytes with some of them turned, cut, doubled, moved or replaced by what parsers stumble over."""
    held = bytearray(raw)
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(held) + 1), rng.randint(1, 64)
        kind = rng.randrange(6)
        if kind == 0 and held:
            held[at % len(held)] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del held[at : at + length]
        elif kind == 2:
            held[at:at] = held[at : at + length] * rng.randint(1, 20)
        elif kind == 3:
            held[at:at] = rng.choice(
                [b"\0" * 9, b"\xff" * 9, b"<", b"(" * 99, b"]]>", b"endobj", b"PK\x03\x04", b"\xef\xbb\xbf", "„".encode()]
            )
        elif kind == 4:
            held[at : at + length] = rng.randbytes(length)
        else:
            held = held[:at]
    return bytes(held)


def crafted():
    """Files made to take what a parser has: [(name, bytes)]."""
    big = b"BT /F1 12 Tf 72 720 Td " + b"(Wort ) Tj " * 450_000 + b"ET"
    cells = word(lambda xml: xml.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="2000000000"/>'))
    merged = word(
        lambda xml: xml.replace(b"<w:tr>", b"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 600 + b"<w:tr>", 1)
    )
    files = [
        ("span.docx", cells), ("merge.docx", merged), ("paragraphs.docx", word(lambda xml: xml.replace(b"<w:tbl>", b"<w:p/>" * 600_000 + b"<w:tbl>", 1))),
        ("runs.docx", word(lambda xml: xml.replace(b"<w:tbl>", b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 300_000 + b"</w:p><w:tbl>", 1))),
        ("deep.docx", word(lambda xml: xml.replace(b"<w:tbl>", b"<w:sdt><w:sdtContent>" * 5_000 + b"</w:sdtContent></w:sdt>" * 5_000 + b"<w:tbl>", 1))),
        ("bomb.docx", word(lambda xml: xml.replace(b"<w:tbl>", b"<w:p/>" + b" " * 200_000_000 + b"<w:tbl>", 1))),
        ("entities.docx", word(lambda xml: xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
            b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9)) + b"]>", 1))),
        ("shared.pdf", pdf(100, big)), ("streams.pdf", pdf(1, big * 4)), ("pages.pdf", pdf(3_000)),
        ("links.html", page("<a href='x'>Link eins zwei</a> " * 100_000)), ("deep.html", page("<div>" * 200_000 + SENTENCE + "</div>" * 200_000)),
        ("spans.html", page(ARTICLE + "<span>" * 100_000)), ("tables.html", page("<table><tr><td>" * 20_000 + SENTENCE)),
        ("attributes.html", page(f"<p {'a=b ' * 200_000}>{SENTENCE}</p>")), ("comments.html", page("<!--" * 200_000 + ARTICLE)),
        ("entities.html", page("&amp;" * 900_000)), ("meta.html", page(ARTICLE, "<meta property='article:published_time' " * 40_000)),
        ("paragraphs.html", page(f"<p>{SENTENCE}</p>" * 40_000)), ("json.html", page(ARTICLE, '<script type="application/ld+json">' + "[" * 100_000 + "</script>")),
        ("bomb.zip", zipped({"a.txt": b"a" * 60_000_000})), ("many.zip", zipped({f"{n}.txt": TEXT for n in range(5_000)})),
        ("nested.zip", zipped({"b.zip": zipped({"a.txt": TEXT})})), ("names.zip", zipped({"../../../a.txt": TEXT, "/etc/a.txt": TEXT, "C:\\a.txt": TEXT})),
        ("toml.zip", event("a." * 400_000 + "b = 1")), ("nested-toml.zip", event("a = " + "[" * 100_000)), ("number.zip", event("a = " + "9" * 500_000)),
        ("roles.zip", event(TOML + f'roles = {[["Der Rat.", "body"]] * 20_000}')), ("files.zip", event('[[articles]]\nfile = "a.txt"\n' * 20_000)),
        ("decisions.zip", event(decisions="[" * 100_000)), ("numbers.zip", event(decisions="[" + "1," * 1_000_000 + "1]")),
        ("dates.zip", event(name="9999-99-99-zzz")), ("utf16.txt", b"\xff\xfe" + b"\x00\xd8" * 500_000), ("nul.txt", b"\0" * 1_000_000),
        ("book.txt", (TEXT * 6_000).encode()), ("binary.txt", random.Random(1).randbytes(1_000_000)), ("zlib.txt", zlib.compress(TEXT.encode() * 99)),
        ("bom.txt", b"\xef\xbb\xbf" * 100_000 + TEXT.encode()), ("empty.txt", b""), ("blank.txt", b" " * 1_000_000), ("name" * 100 + ".txt", TEXT.encode()),
    ]  # fmt: skip
    files += [
        (f"{kind.replace(' ', '-')}.html", page(f"<article><h1>Titel</h1><p>{text[:200_000]}</p></article>"))
        for kind, text in TEXTS.items()
    ]
    files += [
        (f"{kind.replace(' ', '-')}.docx", word(lambda xml, t=t: xml.replace(b"Zelle 0", _xml(t))))
        for kind, t in itertools.islice(TEXTS.items(), 8)
    ]
    return files


def _xml(text):
    kept = "".join(c for c in text[:100_000] if c >= " " or c == "\n")
    return kept.replace("&", "&amp;").replace("<", "&lt;").encode("utf-8", "replace")
