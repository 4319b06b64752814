"""Voices, not copies: passages in nearly the same words, agencies, and how many independent origins there are."""

import pytest
from conftest import made_event

from components.engine.alignment.links import Link
from components.engine.articles.article import Article, Sentence
from components.engine.codes import Role
from components.engine.findings.copies import copies, credited, independent
from components.engine.zone_tables import agencies

AGENCY = "Bei dem Brand in einer Lagerhalle am Hafen sind am Montag drei Menschen verletzt worden."


def rows(*texts):
    """Sentences a:0, b:0, … one an article."""
    return [
        Sentence(id=f"{name}:0", article=name, start=0, end=len(t), role=Role.BODY, text=t) for name, t in zip("abcdefgh", texts)
    ]


def found(*texts, quotes=None, outlets=None):
    sentences = rows(*texts)
    links = [Link(left=a.id, right=b.id, similarity=0.9) for n, a in enumerate(sentences) for b in sentences[n + 1 :]]
    return copies(sentences, links, quotes or {}, outlets or {s.article: s.article for s in sentences})


def test_nearly_the_same_words_in_two_outlets_are_a_copy():
    copy = found(AGENCY, AGENCY.replace("am Montag ", ""))[0]
    assert (copy.left, copy.right, copy.pairs) == ("a", "b", (("a:0", "b:0"),)) and copy.share > 0.9


@pytest.mark.parametrize(
    "other",
    [
        "Drei Verletzte hat ein Feuer am Montag gefordert, das in einer Halle am Hafen ausgebrochen war.",  # told anew
        "Bei dem Brand sind drei Menschen verletzt worden.",  # part of it, too short to prove anything
    ],
)
def test_the_same_news_in_other_words_is_no_copy(other):
    assert not found(AGENCY, other)


def test_the_same_quotation_alone_is_no_copy():
    text = "„Wir werden den Bau der neuen Brücke im kommenden Jahr beginnen und in drei Jahren beenden.“"
    assert found(text, text) and not found(text, text, quotes={s: ((0, len(text)),) for s in ("a:0", "b:0")})


def test_quotations_in_a_row_prove_no_copy_however_often_somebody_said_so():
    lines = [
        "„Wir bauen die neue Brücke im Herbst“, sagte sie in Bonn am Montag.",
        "„Das Geld dafür ist da“, sagte sie am Montag dort.",
    ]
    sentences = [
        Sentence(id=f"{a}:{n}", article=a, start=100 * n, end=100 * n + len(t), role=Role.BODY, text=t)
        for a in "ab"
        for n, t in enumerate(lines)
    ]
    quotes = {s.id: ((s.start, s.start + s.text.index("“") + 1),) for s in sentences}
    links = [Link(left=f"a:{n}", right=f"b:{n}", similarity=0.95) for n in range(2)]
    assert not copies(sentences, links, quotes, {"a": "a", "b": "b"})


def test_a_stock_phrase_about_something_else_is_no_copy():
    other = AGENCY.replace("Lagerhalle", "Turnhalle").replace("drei", "vier")
    assert not found(AGENCY, other.replace("Hafen", "Bahnhof"))


def test_two_articles_of_one_outlet_are_no_copy_but_one_voice():
    assert not found(AGENCY, AGENCY, outlets={"a": "bote", "b": "bote"})


def test_following_sentences_are_one_passage():
    second = "Die Feuerwehr war mit hundert Leuten im Einsatz und löschte bis in den Abend."
    sentences = [
        Sentence(id=f"{a}:{n}", article=a, start=100 * n, end=100 * n + len(t), role=Role.BODY, text=t)
        for a in "ab"
        for n, t in enumerate((AGENCY, second))
    ]
    links = [Link(left="a:0", right="b:0", similarity=0.9), Link(left="a:1", right="b:1", similarity=0.9)]
    got = copies(sentences, links, {}, {"a": "a", "b": "b"})
    assert [c.pairs for c in got] == [(("a:0", "b:0"), ("a:1", "b:1"))]


@pytest.mark.parametrize(
    ("copied", "voices"), [([], 3), ([("a", "c")], 2), ([("a", "c"), ("c", "d")], 1), ([("a", "b")], 3), ([("x", "y")], 3)]
)
def test_copies_and_articles_of_one_outlet_are_one_origin(copied, voices):
    assert independent(["a", "b", "c", "d"], {"a": "bote", "b": "bote", "c": "kurier", "d": "blatt"}, copied) == voices


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quelle: ntv.de, lme/dpa", ("dpa",)),
        ("Berlin (dpa/AFP) –", ("dpa", "afp")),
        ("Quelle: dpa, Foto: Reuters", ("dpa",)),
        ("Quelle: BILD/dpa", ("dpa",)),
        ("Mit Material der Deutschen Presse-Agentur", ("dpa",)),
        ("Von Ria Meier", ()),  # a first name
        ("Washington rtr |", ("reuters",)),
        ("Foto: Anna Muster/dpa", ()),  # the picture's
        ("(Bild: picture alliance/dpa)", ()),
        ("Papa kam", ()),  # "apa" inside a word
        ("rt/dm", ()),  # houses, no agencies
    ],
)
def test_agencies_of_a_credit(text, names):
    assert agencies(text) == names


def test_credit_of_the_event_and_of_the_text_count():
    aside = [
        Sentence(id="a:9", article="a", start=0, end=3, role=Role.CREDIT, text="(dpa)"),
        Sentence(id="a:8", article="a", start=0, end=3, role=Role.CAPTION, text="afp"),
    ]
    assert credited(Article(id="a", outlet="bote", file="a.txt", text="", credit="epd"), aside) == ("dpa", "epd")


def test_voices_of_the_shipped_event(stored):
    assert stored.agencies["taz"] == ("dpa", "reuters") and stored.agencies["bild"] == ()
    copied = {frozenset((c.left, c.right)) for c in stored.copies}
    assert copied == {frozenset(("ntv", "taz"))}
    widest = max(stored.statements, key=lambda s: len(s.sentences))
    assert widest.voices <= len({stored.outlet_of[stored.by_id[s].article] for s in widest.sentences})


def test_every_article_has_an_entry_of_agencies(outlets):
    from conftest import letters

    from components.engine.comparison import compare

    made = compare(made_event("Titel\n\nBerlin (dpa) - Der Rat tagt am Montag.", ""), outlets, letters)
    assert made.agencies == {"a0": ("dpa",), "a1": ()}
