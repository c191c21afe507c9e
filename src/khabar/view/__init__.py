"""The store → tables, pages and files for people and programs.

Nothing is dropped.
"""
