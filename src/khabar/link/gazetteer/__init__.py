"""What places there are, by every name."""
