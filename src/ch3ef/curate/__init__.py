"""People and machines make items together: draft, answer, rank, agree, release. A folder is the state, as for runs."""
