"""Write what ships: weights in 8 bits, a short tokenizer, and the files that sentence-transformers loads.

Matrices are kept as 8-bit floats (e4m3: three bits after the point, the exponent is each weight's own), which transformers turns back into
32 bits at loading; what is small (biases, norms, the judge's head) stays in 16.
"""

import json
import pathlib
import shutil
from typing import Any

import torch
from safetensors.torch import save_file

LARGE = 100_000  # weights of a matrix from which it is kept in 8 bits
PIECES = 256  # longest text that the vectors read


def pack(model: Any, tokenizer: Any, out: pathlib.Path) -> None:
    """Write a model of transformers and its tokenizer to ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    model.config.dtype = "float32"  # what the weights are turned into at loading
    model.config.save_pretrained(out)
    config = json.loads((out / "config.json").read_text("utf-8")) | {"dtype": "float32"}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    state = {
        name: (value.to(torch.float8_e4m3fn) if value.numel() >= LARGE else value.half()).contiguous()
        for name, value in model.state_dict().items()
    }
    save_file(state, out / "model.safetensors", metadata={"format": "pt"})
    tokenizer.save_pretrained(out)
    written = out / "tokenizer.json"
    written.write_text(json.dumps(json.loads(written.read_text("utf-8")), ensure_ascii=False, separators=(",", ":")), "utf-8")


def pack_encoder(model: Any, tokenizer: Any, out: pathlib.Path) -> None:
    """The vectors, as a folder that ``SentenceTransformer`` loads: mean of the last layer, length 1."""
    from sentence_transformers import SentenceTransformer, models

    work = out / "packed"
    pack(model, tokenizer, work)
    body = models.Transformer(str(work), max_seq_length=PIECES)
    made = SentenceTransformer(modules=[body, models.Pooling(model.config.hidden_size, "mean"), models.Normalize()], device="cpu")
    made.save(str(out), create_model_card=False)
    for file in work.iterdir():  # saved anew they would be 32 bits
        shutil.copy(file, out / file.name)
    shutil.rmtree(work)
