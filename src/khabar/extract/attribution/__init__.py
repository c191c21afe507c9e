"""Who says so: sources, reporting words, quotations, chains."""
