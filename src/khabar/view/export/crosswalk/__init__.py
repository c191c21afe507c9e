"""Which codes of other projects stand for which of ours, read from tables."""
