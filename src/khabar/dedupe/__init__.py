"""Articles → CopyGroup.

Finds who carries whom; nothing is dropped, copies are kept and counted once. An article that
credits an agency is a group even without copies: the agency is the source, not its outlets.
"""
