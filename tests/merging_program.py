"""A crowd of claims merged on a Ray cluster and here: `python -m tests.merging_program ADDRESS`.

It prints whether the events are the same, and how many they are.
"""

import sys
from random import Random

from khabar.engine import choose_engine
from khabar.merge import merge_claims
from tests.merge.crowd import crowd

if __name__ == "__main__":
    told = crowd(Random(3), most=60)
    given = (told.claims, told.articles, [], told.decisions, ())
    here = merge_claims(*given)
    there = merge_claims(*given, choose_engine("ray", address=sys.argv[1]))
    said = "the same" if there == here else "others:"
    print(said, len(there), "events")  # noqa: T201
