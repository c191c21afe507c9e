"""Events that other projects coded, read from their own files."""
