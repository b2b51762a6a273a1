"""The analysing half: rows of the results table -> figures, comparisons, findings; without Inspect or torch."""
