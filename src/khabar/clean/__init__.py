"""Page → Article.

Marks page furniture and never rewrites text. Pages without an article are dropped.
"""
