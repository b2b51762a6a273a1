"""The questions, one small function each: results and a source of randomness in, claims or what is lacking out."""
