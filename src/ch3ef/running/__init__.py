"""The running half: a plan of askings, answers of models under Inspect, rows kept in a folder as they are finished."""
