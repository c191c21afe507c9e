"""Records ↔ database.

One transaction holds a document, its claims and the state that it ended in. Nothing is dropped;
what other stages dropped is kept with its reason.
"""
