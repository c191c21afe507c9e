"""Claims → Event.

Joins the claims that speak of one happening and keeps every reading. Nothing is dropped.
"""
