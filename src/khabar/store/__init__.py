"""Records ↔ database.

One transaction holds a document, its claims and the job's cursor.
"""
