"""What is measured of how models answer, one definition each: rows of the table -> figures."""
