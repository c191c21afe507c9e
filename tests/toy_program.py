"""The command line with the toy's steps, as a program of its own: `python -m tests.toy_program`."""

import khabar.case
from khabar import cli
from tests.make import ToySteps

if __name__ == "__main__":
    setattr(khabar.case, "RealSteps", lambda actors: ToySteps())  # noqa: B010 (its type is a class)
    cli.main()
