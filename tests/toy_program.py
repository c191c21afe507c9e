"""The command line with the toy's steps, as a program of its own: `python -m tests.toy_program`.

The toy takes as many seconds for an article as TOY_SECONDS says.
"""

import os

import khabar.case
from khabar import cli
from tests.make import ToySteps

if __name__ == "__main__":
    steps = ToySteps(seconds=float(os.environ.get("TOY_SECONDS", "0")))
    setattr(khabar.case, "RealSteps", lambda actors: steps)  # noqa: B010 (its type is a class)
    cli.main()
