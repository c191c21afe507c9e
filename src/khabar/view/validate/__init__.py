"""khabar's events beside those of a human-coded data set: what each has, misses, and why.

In come events of both sides, out comes a one-to-one matching with its measures. What one side
could not know (days, countries and kinds that it does not cover) is left out and counted.
"""
