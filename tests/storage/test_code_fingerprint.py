"""What makes a stored comparison stale: what decides it, and nothing else."""

import pytest

from components.storage import code_fingerprint
from components.storage.code_fingerprint import imported, meaning

CODE = 'def f(words, most=3):\n    """Counts."""\n    found = [w for w in words if w]\n    return found[:most]\n'


@pytest.mark.parametrize(
    "other",
    [
        CODE.replace("Counts", "Counts words"),
        CODE.replace("found", "kept"),
        CODE.replace("(words, most=3)", "(words: list[str], most: int = 3) -> list[str]"),
        CODE.replace("\n    return", "  # only these\n\n    return"),
        CODE.replace("for w in words if w", "for w in words\n        if w"),
    ],
)
def test_a_comment_a_name_a_type_or_a_line_break_decides_nothing(other):
    assert other != CODE and meaning(other) == meaning(CODE)


@pytest.mark.parametrize(
    "other",
    [
        CODE.replace("most=3", "most=4"),
        CODE.replace("if w", "if not w"),
        CODE.replace("[:most]", "[most:]"),
        CODE.replace("(words, most", "(sentences, most").replace("in words", "in sentences"),  # callers may name it
        CODE.replace("def f", "def g"),
    ],
)
def test_what_the_code_does_decides(other):
    assert meaning(other) != meaning(CODE)


def test_all_engine_modules_that_decide_are_counted_and_none_of_the_screen():
    found = imported(code_fingerprint.START)
    for name in (
        "german.quantities",
        "german.sentences",
        "alignment.features",
        "contradictions.rules",
        "entities.speech",
        "zones",
    ):
        assert f"components.engine.{name}" in found
    assert all(name.startswith("components.engine.") for name in found)


def test_the_key_that_lies_in_the_repository_is_that_of_the_code():
    """Else the first page would take half a second longer."""
    assert code_fingerprint.engine_key() == code_fingerprint.computed_key()
