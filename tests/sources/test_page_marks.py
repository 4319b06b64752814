"""What a page marks in its HTML is kept beside its text; where both disagree, that is told."""

import json

from hypothesis import given
from hypothesis import strategies as st

from components.engine.codes import Role
from components.sources.file_import import read_files
from components.sources.page_marks import page_marks

LD = {
    "@graph": [
        {"@type": "WebPage"},
        {"@type": "NewsArticle", "headline": "Rat beschließt neue Brücke", "datePublished": "2024-05-14T18:00:00+02:00",
         "dateModified": "2024-05-15T09:00:00+02:00", "author": [{"name": "Anna Muster"}, {"name": "Peter Beispiel"}]},
    ]
}  # fmt: skip
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "Der Rat der Stadt hat am Montagabend nach langer Debatte den Bau einer neuen Brücke über den Fluss beschlossen.",
        "Die Verwaltung rechnet nach eigenen Angaben mit zwei Jahren Bauzeit und mit Kosten von mehreren Millionen Euro.",
        "Die Anwohner kündigten am Dienstag an, gegen den Beschluss vor dem Verwaltungsgericht zu klagen.",
    )
)
PAGE = (
    f'<!doctype html><html lang="de"><head><title>Rat beschließt neue Brücke</title><script type="application/ld+json">{json.dumps(LD)}</script></head>'
    '<body><article><header><span class="article-kicker">Bauen am Fluss</span><h1>Rat beschließt neue Brücke</h1>'
    '<p class="article__intro">Zwei Jahre soll es dauern. Die Anwohner sind dagegen.</p></header>'
    f'<figure><img src="https://bild.example/a.jpg"><figcaption>Die alte Brücke im Mai. Foto: dpa</figcaption></figure>{BODY}</article></body></html>'
)


def test_marks_of_json_ld_and_of_classes():
    found = page_marks(PAGE)
    assert (found.headline, found.kicker) == ("Rat beschließt neue Brücke", "Bauen am Fluss")
    assert found.author == "Anna Muster, Peter Beispiel" and found.published == "2024-05-14T18:00:00+02:00"
    assert found.captions == ("Die alte Brücke im Mai. Foto: dpa",)


def test_a_page_becomes_a_draft_whose_caption_is_set_aside_and_no_picture_is_named():
    (draft,), refused = read_files([("seite.html", PAGE.encode())])
    assert not refused and draft.headline == "Rat beschließt neue Brücke" and draft.byline == "Anna Muster, Peter Beispiel"
    assert "bild.example" not in draft.text and "Verwaltungsgericht" in draft.text
    assert any(role == Role.CAPTION and "alte Brücke" in words for words, role in draft.roles)
    assert [n.code for n in draft.notes] == ["page_changed"]


def test_two_headlines_are_told():
    other = {"@type": "NewsArticle", "headline": "Brücke: Anwohner klagen"}
    (draft,), _ = read_files([("seite.html", PAGE.replace(json.dumps(LD), json.dumps(other)).encode())])
    assert draft.headline == "Brücke: Anwohner klagen" and [n.code for n in draft.notes] == ["page_two_headlines"]


def test_a_page_without_marks_has_none():
    found = page_marks("<html><body><p>Text</p></body></html>")
    assert found.headline is None and found.captions == ()


@given(st.text(max_size=200))
def test_hostile_marks_are_left_out(text):
    page_marks(f'<script type="application/ld+json">{text}</script><h1>{text}</h1><figcaption>{text}</figcaption>')


def test_deep_json_does_not_run_on():
    assert page_marks(f'<html><script type="application/ld+json">{"[" * 5000}</script></html>').headline is None
