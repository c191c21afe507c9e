"""Decisions of analysts, appended to the claims and events they bear on.

Nothing is dropped: a rejected claim stays, marked.
"""
