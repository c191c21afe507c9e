"""Paths, URLs and JSON Lines → Page.

What cannot be read is dropped with its reason.
"""
