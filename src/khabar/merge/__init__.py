"""Claims → Event.

Joins the claims that speak of one happening and keeps every reading. Nothing is dropped.
"""

from khabar.merge.events import merge_claims

__all__ = ["merge_claims"]
