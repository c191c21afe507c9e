"""`khabar watch` with the toy's steps and a server of the tests' own, as a program to be killed.

Arguments: the port of the server, then those of the command line.
"""

import sys
from functools import partial

import khabar.case
from khabar import cli
from khabar.acquire import Web, sources
from khabar.acquire.addresses import Own
from tests.make import ToySteps

if __name__ == "__main__":
    own = Own(frozenset({("127.0.0.1", int(sys.argv.pop(1)))}))
    steps = ToySteps()
    setattr(khabar.case, "RealSteps", lambda actors: steps)  # noqa: B010 (its type is a class)
    setattr(khabar.case, "Web", partial(Web, own=own))  # noqa: B010
    setattr(sources, "load_sources", partial(sources.load_sources, own=own))  # noqa: B010
    cli.main()
