"""The embedded encoder: small, German, loaded through sentence-transformers; another name is refused in one sentence."""

import numpy as np
import pytest
from conftest import letters, told

from components.engine.data import DATA
from components.engine.network.encoder import ModelMissing, each_alone, in_context, vectors


def test_it_is_small_with_the_judge_beside_it():
    assert sum(p.stat().st_size for p in (DATA / "network").rglob("*") if p.is_file()) <= 70_000_000


def test_vectors_are_unit_rows_also_for_text_without_a_known_word():
    found = vectors(["Der Rat tagt.", "", "☃"])
    assert found.dtype == np.float32 and found.shape == (3, 384)
    assert np.linalg.norm(found[0]) == pytest.approx(1, abs=1e-3) and not np.isnan(found).any()


@pytest.mark.parametrize(
    ("text", "alike", "apart"),
    [
        ("Die Regierung erhöht die Steuern.", "Das Kabinett hebt die Abgaben an.", "Der Fluss trat über die Ufer."),
        ("Ein Zug ist entgleist.", "Eine Bahn sprang aus den Gleisen.", "Die Wahl gewann die Opposition."),
        ("Der Krieg soll enden.", "Man will die Kämpfe einstellen.", "Das Konzert war ausverkauft."),
    ],
)
def test_meaning_comes_before_wording(text, alike, apart):
    one, two, three = vectors([text, alike, apart])
    assert one @ two > one @ three + 0.05


def test_unknown_encoder_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(ModelMissing) as refused:
        vectors(["x"], encoder=str(tmp_path / "nichts"))
    assert "nichts" in told(refused.value)


BANK = ("Die Bank senkt die Zinsen.", [(4, 8), (9, 14), (19, 25)])
RIVER = ("Sie saß auf einer Bank am Ufer.", [(4, 7), (18, 22), (26, 30)])
LENDER = ("Das Geldhaus verringert den Zinssatz.", [(4, 12), (13, 23), (28, 36)])


def read(*rows):
    return in_context([text for text, _ in rows], [spans for _, spans in rows])


def test_a_word_lies_nearest_to_what_does_its_part_in_another_sentence():
    bank, lender = read(BANK, LENDER).words
    assert (bank @ lender.T).argmax(1).tolist() == [0, 1, 2]


def test_the_order_of_texts_changes_no_bit_and_sentences_have_their_usual_vectors():
    found, turned = read(BANK, RIVER, LENDER), read(LENDER, RIVER, BANK)
    assert all(np.array_equal(a, b) for a, b in zip(found.words, turned.words[::-1]))
    assert np.array_equal(found.sentences, vectors([BANK[0], RIVER[0], LENDER[0]]))


def test_words_that_were_not_read_have_no_direction():
    long = "Wort " * 3_000
    found = in_context([long, "", "☃"], [[(0, 4), (14_000, 14_004)], [], [(0, 1)]])
    assert [w.shape for w in found.words] == [(2, 384), (0, 384), (1, 384)]
    assert np.linalg.norm(found.words[0], axis=1) == pytest.approx([1, 0], abs=1e-5)
    assert in_context([], []).words == ()


def test_an_encoder_without_context_gives_words_alone():
    found = each_alone(letters, ["Rat der Stadt", ""], [[(0, 3), (8, 13)], []])
    assert np.array_equal(found.words[0], letters(["Rat", "Stadt"])) and found.words[1].shape == (0, 128)


def test_a_model_that_reads_no_context_takes_the_encoders_place(tmp_path):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    words = StaticEmbedding(Tokenizer.from_file(str(DATA / "network" / "tokenizer.json")), embedding_dim=8)
    SentenceTransformer(modules=[words], device="cpu").save(str(tmp_path), create_model_card=False)
    found = in_context([BANK[0]], [BANK[1]], str(tmp_path))
    assert found.sentences.shape == (1, 8) and found.words[0].shape == (3, 8)
