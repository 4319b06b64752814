"""How far a long piece of work is."""

from collections.abc import Callable

from components.engine.codes import Step

Progress = Callable[[Step, float], None]  # (step, share done from 0 to 1)


def silent(step: Step, share: float) -> None:
    """A Progress that tells nobody."""
