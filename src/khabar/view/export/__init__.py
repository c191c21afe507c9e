"""What was found, in the layouts of other projects. Takes a selection, gives files and losses.

Every format names what it cannot hold: each event then counts as lost in that respect, each that
has no place in the format as left out, each value that the format demands but nobody stated as
forced.
"""
