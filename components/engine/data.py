"""Where the data that come with the program lie."""

import pathlib

DATA = pathlib.Path(__file__).parents[2] / "data"
