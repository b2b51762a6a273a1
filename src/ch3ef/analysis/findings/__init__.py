"""Questions asked of results: claims with their estimates, intervals and what they rest on, or why there is none."""
