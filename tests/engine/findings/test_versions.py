"""Two versions of an article: what is the same, reworded, corrected, dropped, added."""

from conftest import made_event

from components.engine.document import documents
from components.engine.findings.versions import Change, changes

SAME = "Der Rat hat am Montag den Bau einer neuen Brücke beschlossen."


def changed(before, after):
    one, other = (documents(made_event(f"Brücke\n\n{SAME}\n\n{text}", SAME), {})[0] for text in (before, after))
    return [c for c in changes(one, other) if c.change != Change.SAME]


def test_a_value_that_was_corrected_without_a_word():
    (found,) = changed("Das Gespräch dauerte 60 Minuten.", "Das Gespräch dauerte 90 Minuten.")
    assert found.change == Change.CORRECTED and "60" in found.before and "90" in found.after


def test_other_words_for_the_same():
    (found,) = changed("Die Brücke über den Fluss wird gesperrt.", "Die alte Brücke über den Fluss wird nun gesperrt.")
    assert found.change == Change.REWORDED


def test_dropped_and_added():
    found = changed("Der Bürgermeister war dagegen.", "Die Kosten trägt allein das Land.")
    assert {c.change for c in found} == {Change.DROPPED, Change.ADDED}


def test_the_same_text_has_no_changes_and_order_is_none():
    text = "Der Bürgermeister war dagegen. Die Kosten trägt allein das Land."
    assert changed(text, text) == []
    assert changed(text, "Die Kosten trägt allein das Land. Der Bürgermeister war dagegen.") == []
