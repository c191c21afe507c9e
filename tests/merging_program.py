"""A crowd of claims merged on a Ray cluster and here: `python -m tests.merging_program ADDRESS`.

It prints whether the events are the same, and how many they are.
"""

import sys
from functools import partial
from random import Random

from khabar.engine import choose_engine
from khabar.merge import merge_claims
from tests.merge.crowd import crowd

if __name__ == "__main__":
    told = crowd(Random(3), most=60)
    merged = partial(merge_claims, told.claims, told.articles, [], told.decisions, ())
    here, there = merged(None), merged(choose_engine("ray", address=sys.argv[1]))
    said = "the same" if there == here else "others:"
    print(said, len(there), "events")  # noqa: T201
