"""Furniture of pasted pages is set aside, and no sentence of text with it: on fifty marked pages, and by single rules."""

import pytest
from marked_pages import furniture, read

from components.engine.articles.article import Article
from components.engine.articles.outlets import Outlet
from components.engine.codes import Role
from components.engine.data import DATA
from components.engine.zone_signs import look
from components.engine.zones import zones

PAGES = sorted((DATA / "gold" / "pages").glob("*.tsv"))
SET_ASIDE = 0.8  # of all pieces
OUTLET = Outlet(id="blatt", name="Blatt")


def _aside(text):
    """Whether each character is set aside."""
    found = [False] * len(text)
    for zone in zones(Article(id="a", outlet="blatt", file="a.txt", text=text), OUTLET):
        found[zone.start : zone.end] = [zone.role.is_aside] * (zone.end - zone.start)
    return found


def _share(text, aside, parts):
    letters = [n for p in parts for n in range(p.start, p.end) if text[n].isalnum()]
    return sum(aside[n] for n in letters) / len(letters) if letters else 0.0


def test_fifty_pages_lose_no_sentence_and_most_of_their_furniture():
    pieces = gone = 0
    for path in PAGES:
        text, parts = read(path)
        aside = _aside(text)
        lost = [text[p.start : p.end] for p in parts if p.tag in ("body", "lead") and _share(text, aside, [p]) > 0.1]
        assert not lost, path.name
        for piece in furniture(parts):
            pieces += 1
            gone += _share(text, aside, piece) > 0.9
    assert len(PAGES) == 50 and gone >= SET_ASIDE * pieces, (gone, pieces)


def _roles(*lines, between="\n\n"):
    text = between.join(lines)
    found = zones(Article(id="a", outlet="blatt", file="a.txt", text=text), OUTLET)
    return {text[z.start : z.end]: z for z in found}


ABOUT = "Der Rat der Stadt hat am Montagabend nach langer Debatte beschlossen, die alte Brücke über den Fluss abzureißen."
AFTER = "Die Verwaltung rechnet nach eigenen Angaben mit zwei Jahren Bauzeit und Kosten von mehreren Millionen Euro."
LAST = "Die Anwohner kündigten am Dienstag an, gegen den Beschluss vor dem Verwaltungsgericht zu klagen und Geld zu sammeln."


@pytest.mark.parametrize(
    "line",
    [
        "Jetzt vier Wochen für nur 1 Euro testen",
        "Unser Newsletter bringt Ihnen jeden Morgen das Wichtigste in Ihr Postfach. Melden Sie sich an!",
        "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.",
        "100 Seiten für 9,90 Euro: das Sonderheft",
        "[Lesen Sie hier, was die Nachbarn sagen.]",
        "Unsere Arbeit ist frei zugänglich, weil viele freiwillig zahlen. Bist du dabei?",
        "▶ Podcast: Die Woche im Rathaus",
        "WEITERE NACHRICHTEN",
        "Bild 3 von 12",
        "+++ 15.38 Uhr +++",
    ],
)
def test_a_box_between_paragraphs_is_set_aside(line):
    found = _roles("Brücke wird abgerissen", ABOUT, line, AFTER, LAST)
    assert found[line].role.is_aside and found[line].reason and not found[AFTER].role.is_aside


@pytest.mark.parametrize(
    "line",
    [
        "Eine Monatskarte kostet künftig nur noch 49 Euro statt 60 Euro, das Abo verlängert sich jährlich.",
        "„Melden Sie sich bei unserem Newsletter an, er ist kostenlos“, sagte der Bürgermeister.",
        "Den Newsletter der Stadt haben nach Angaben der Verwaltung 300 Menschen abonniert.",
        "Kein Zweifel.",
        "Was sagen die Anwohner?",
        "Der Verein hat ein Spendenkonto eingerichtet und bittet um Hilfe für die Familie.",
    ],
)
def test_a_sentence_about_offers_is_text(line):
    found = _roles("Brücke wird abgerissen", ABOUT, line, AFTER, LAST)
    assert not found[line].role.is_aside


def test_a_post_of_another_site_goes_with_its_frame():
    post = (
        "Stadt Neustadt",
        "@neustadt",
        "Die Brücke bleibt ab morgen gesperrt, bitte fahrt außen herum.",
        "312 Reposts · 1.890 Likes",
    )
    found = _roles("Brücke wird abgerissen", ABOUT, *post, AFTER, LAST)
    assert all(found[line].role.is_aside for line in post[1:]) and not found[AFTER].role.is_aside


def test_a_poll_goes_with_its_answers_and_a_list_stays():
    poll = ("Was meinen Sie: Soll die Brücke bleiben?", "Ja, unbedingt", "Nein", "Weiß nicht")
    listed = ("Drei Wege bleiben offen:", "- über die Neue Brücke", "- durch die Altstadt", "- am Bahnhof vorbei")
    found = _roles("Brücke wird abgerissen", ABOUT, *poll, AFTER, *listed, LAST)
    assert all(found[line].role.is_aside for line in poll) and not any(found[line].role.is_aside for line in listed)


def test_one_title_before_a_paragraph_is_a_subhead_several_in_a_row_are_none():
    found = _roles("Brücke wird abgerissen", ABOUT, "Anwohner klagen", AFTER, LAST)
    assert found["Anwohner klagen"].role == Role.SUBHEAD
    titles = ("Energie", "Südtrasse: Dörfer klagen", "Brot wird teurer", "Mehr Züge im Herbst")
    found = _roles("Brücke wird abgerissen", ABOUT, *titles, AFTER, LAST)
    assert all(found[t].role.is_aside for t in titles[:-1])


def test_a_place_before_the_first_paragraph_is_no_text():
    found = _roles("Brücke wird abgerissen", "Neustadt – " + ABOUT, AFTER, LAST)
    assert found["Neustadt –"].role == Role.DATELINE and not found[ABOUT].role.is_aside


def test_names_below_the_headline_are_a_byline():
    found = _roles("Brücke wird abgerissen", "Anna Muster, Peter Beispiel", ABOUT, AFTER, LAST)
    assert found["Anna Muster, Peter Beispiel"].role == Role.CREDIT


def test_words_of_others_count_as_no_sign():
    assert look("„Testen Sie unsere App, sie ist kostenlos“, sagte sie.").points == 0
