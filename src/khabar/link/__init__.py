"""Claim → Claim with its names, places and dates linked to the world.

Nothing is dropped: what fits no entry, or several, is kept as such.
"""
