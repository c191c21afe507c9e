"""Which place a name means, and where an event was."""
