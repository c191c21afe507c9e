"""Actors and outlets: read, checked, valid by date."""
