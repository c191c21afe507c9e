"""Articles → CopyGroup.

Finds who carries whom; nothing is dropped, copies are kept and counted once.
"""
