"""Words that judge: a lexicon, and superlatives of what cannot be measured."""

import pytest

from components.engine.german.evaluative_words import evaluative_words
from components.engine.german.words import words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Die Entscheidung war ein Skandal.", "Skandal"),
        ("Leider blieb die Brücke zu.", "Leider"),
        ("Das waren die bisher deutlichsten Worte.", "deutlichsten"),
        ("Der absurde Streit geht weiter.", "absurde"),
        ("Der Antrag war ein Trauerspiel.", "Trauerspiel"),
        ("Er sprach von einer Hetzkampagne.", "Hetzkampagne"),
        ("Der erfolgreichste Präsident aller Zeiten sprach.", "erfolgreichste"),
    ],
)
def test_words_that_judge(text, word):
    assert evaluative_words(words(text))[:1] == (word,)


@pytest.mark.parametrize(
    "text",
    [
        "Die Brücke ist seit Montag gesperrt.",
        "Er wohnt in der nächsten Straße.",
        "Das ist die höchste Zahl seit dem ersten Januar.",
        "Die dadurch ausgelöste Debatte hält an.",
        "Die meisten kamen zu Fuß.",
        "Am Ende wussten die Leute Bescheid.",
        "Die vermissten Kinder wurden am Abend gefunden.",
        "Die angereisten Minister trafen sich in Paris.",
        "Die robuste Wirtschaft wächst.",
        "Der bewusste Verzicht fällt schwer.",
        "Die Stadt hat ein historisches Rathaus.",
        "Das war das beste Ergebnis seit zehn Jahren.",
        "Natürlich vorkommendes Blei wurde gemessen.",
    ],
)
def test_words_that_only_look_like_it(text):
    assert evaluative_words(words(text)) == ()
