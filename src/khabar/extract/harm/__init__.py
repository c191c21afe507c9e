"""People harmed: figures, outcomes, who."""
