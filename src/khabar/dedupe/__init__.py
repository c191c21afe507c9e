"""Finds who carries whom: `Article`s in, `CopyGroup`s out. Nothing is dropped here.

A group names the original (the earliest published), its copies, and the agency that the text is
credited to. An article that credits an agency and has no copy is a group of its own: two agencies'
own words on one event are two sources, however many outlets carry each.
"""
