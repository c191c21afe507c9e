"""The parts of the report page: cards, map, timeline; its template, style and script."""
