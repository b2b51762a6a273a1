"""Public sets on seeing (A1) and reasoning (A2), a file each."""
