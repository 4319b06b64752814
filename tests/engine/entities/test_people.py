"""Who a name or a title means: by what the articles put side by side; nobody where they do not decide."""

import pytest
from conftest import of_articles
from test_speech import article

from components.engine.entities.mentions import By, mentions
from components.engine.entities.people import Names
from components.engine.entities.register import Register, institution_key, is_country, is_known_place
from components.engine.entities.speech import speeches
from components.engine.german.noun_kinds import NounKind, kind_of_noun
from components.engine.german.words import words


def read(*lines):
    """(Register, rows) of one invented article."""
    rows = of_articles(lines)
    return Register(rows), rows


def who(line, *before):
    """Who is named by the words of a sentence, behind some others of its article."""
    register, rows = read(*before, line)
    found = Names(register, rows).at(len(rows) - 1).who(register.words[rows[-1].id])
    return found.name if found else None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Bayerns Innenminister Max Muster", "Muster"),  # a genitive is not the head
        ("Der Präsident der Bundespolizei", "Präsident"),
        ("Die Kölner Polizei", "Polizei"),
        ("Anna Kessler von der Hilfsorganisation Oxfam", "Kessler"),
        ("Der Wirbelsturm Amanda", None),  # no person and no institution
        ("Hessen", None),  # a place says nothing
        ("Das alte Mantra der Politik", None),
        ("Ein Entwurf des Gesundheitsministeriums", "Gesundheitsministerium"),  # a paper is its author's
    ],
)
def test_who_is_named(line, name):
    assert who(line) == name


def test_a_title_is_led_back_to_the_one_who_bears_it():
    before = "Bundesinnenminister Max Muster kam nach Bonn."
    assert who("der Innenminister", before) == "Muster"
    assert who("die Innenministerin", before) == "Innenministerin"  # she is another
    assert who("der Minister", before, "Außenminister Emil Vogt kam auch.", "Es regnet.") == "Minister"  # two bear it


def test_a_general_noun_takes_up_the_only_person_of_the_sentence_before():
    assert who("der Pentagon-Chef", "Minister Max Muster sprach am Montag.") == "Muster"
    assert who("der CDU-Politiker", "Max Muster und Emil Vogt kamen am Montag.") == "CDU-Politiker"


def test_several_do_not_take_up_one_person_nor_does_a_noun_without_article():
    before = "Minister Max Muster sprach am Montag."
    assert who("der Politiker", before) == "Muster"
    assert who("die Politiker", before) != "Muster"
    assert who("andere Politiker", before) != "Muster"


def test_a_longer_office_is_not_the_shorter_one():
    before = "Ministerpräsident Max Muster kam nach Bonn."
    assert who("der Regierungschef", before) == "Muster"
    assert who("der Präsident", before, "Es regnet.") == "Präsident"


def test_words_behind_a_name_are_no_title_of_it():
    register, rows = read("Gladbeck gegen Muster – Real Beispiel (2:1), Hansa Vogt – Olympique Neustadt (0:1).")
    assert all(m.start < m.end for held in mentions(register, rows, {}).values() for m in held)


def test_an_adjective_with_a_capital_belongs_to_the_long_form():
    register, _ = read("Die Soziale Partei (PS) tagte.", "Die Behörden anderer Länder und ihrer Partei schwiegen.")
    assert list(register._short) == [institution_key(words("Soziale Partei"))]


def test_a_title_before_a_comma_is_tied_to_the_name_behind_it():
    assert who("die Regierungschefin", "Die Regierungschefin des Bundesstaates, Anna Muster, reiste ab.") == "Muster"


def test_an_abbreviation_and_its_long_form_are_one():
    register, _ = read(
        "Die Gesellschaft für bessere Straßen (GfbS) tagte.", "Der Deutsche Wetterdienst (DWD) warnte.", "Max Muster (CDU) kam."
    )
    assert set(register._short.values()) == {"gfbs", "dvd"}  # a party behind a person is no abbreviation of hers


def test_two_spellings_are_one_person_and_two_first_names_are_two():
    register, _ = read(
        "Präsident Wolodymyr Selenskyj dankt.", "Wladimir Selenskij reist ab.", "Anna Vogt kam.", "Peter Vogt ging."
    )
    assert register.person("selensk", "vladimir") == register.person("selensk") == "selensk"
    assert register.person("vogt", "ana") != register.person("vogt", "peter")


def test_kinds_of_names():
    register, rows = read("In Worpswede sprach Ministerin Anna Muster mit der Hilfsorganisation Oxfam.")
    kinds = {w.text: register.named(w) for w in register.words[rows[0].id] if w.tag == "NE"}
    assert kinds["Muster"].is_person and kinds["Worpswede"].is_place and kinds["Oxfam"].institution
    assert is_country("Frankreich") and is_known_place("Saarlandes") and not is_known_place("Muster")


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("Landesärztekammer", NounKind.INSTITUTION), ("Polizeisprecherin", NounKind.PERSON), ("Kremlchef", NounKind.PERSON),
        ("Medienbericht", NounKind.PAPER), ("Mantra", NounKind.OTHER), ("Hauptstadt", NounKind.OTHER), ("Sommer", NounKind.OTHER),
    ],
)  # fmt: skip
def test_kinds_of_nouns(noun, kind):
    assert kind_of_noun(noun) == kind


def test_a_spokeswoman_is_her_own_and_the_next_time_the_same():
    rows = of_articles(("Eine Sprecherin des Bauamts sagte, man prüfe das.", "Die Sprecherin sagte, es eile nicht."))
    found = list(speeches([article(rows)]).values())
    assert found[0].name == "Sprecherin des Bauamts" and found[0].speaker == found[1].speaker


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            ("Ein Mann, der dort wohnt, sagte dem Sender NTV: „Alles ist zerstört, nichts steht mehr.“",),
            "Mann",
        ),  # the dative is told
        (("Es sei schlimm, wie ahnungslos die Landesregierung war, sagt Reporterin Anna Feld.",), "Feld"),
        (
            ("Ministerin Anna Muster (SPD) nannte den Plan „schwer erträglich“ und versicherte, man habe alles im Blick.",),
            "Muster",
        ),
        (("„Da schlafen sie lieber aus“, schmunzelte Bürgermeisterin Anna Muster.",), "Muster"),  # whatever the verb
        (("Zahlreiche Abgeordnete, darunter Lehrer, dankten den Verbänden für „jahrelange gute Arbeit“.",), "Abgeordnete"),
        (("Kritiker befürchten, das Gesetz könne schaden.",), "Kritiker"),
        (("Das Gebäude werde bis Mai geschlossen, teilte die Stadt mit.",), "Stadt"),
        (("Der Sturm fordert in Indien mehr als 80 Leben.",), ""),
        (("Deutschland schließt seine Grenzen, heißt es.",), ""),
        (("Kessler teilte Vogts Auffassung, dass es an der Zeit sei.",), "Kessler"),
    ],
)
def test_who_speaks(lines, name):
    assert next(iter(speeches([article(of_articles(lines))]).values())).name == name


def test_pronouns_and_both_are_led_back_where_the_sentence_before_decides():
    rows = of_articles(
        ("Ministerin Anna Muster und Minister Emil Vogt sprachen lange.", "Beide Politiker reisten ab.", "Er kam wieder.")
    )
    register = Register(rows)
    found = mentions(register, rows, {})
    assert {m.name for m in found[rows[1].id] if m.by == By.POINTING} == {"Muster", "Vogt"}
    assert all(rows[n].start <= m.start < m.end <= rows[n].end for n in range(3) for m in found[rows[n].id])


def test_a_plural_and_a_paper_mention_nobody():
    rows = of_articles(("Präsident Max Muster sprach.", "Die Präsidenten schwiegen.", "Nach Berichten aus dem Amt regnet es."))
    found = mentions(Register(rows), rows, {})
    assert not found[rows[1].id] and not any(m.person for m in found[rows[2].id])
