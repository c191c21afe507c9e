"""Records ↔ database.

One transaction holds a document, its claims and the job's cursor. Nothing is dropped; what other
stages dropped is kept with its reason.
"""
