"""How a model behaves across paired ways of asking: rows of the results table -> perspective measures. Pure."""
