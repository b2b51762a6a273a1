"""The tasks, a room for each domain; none imports another."""
