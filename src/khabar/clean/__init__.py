"""From `Page` to `Article`: its text with every part named; what holds no text is `Dropped`."""

from khabar.clean.page import clean_page

__all__ = ["clean_page"]
