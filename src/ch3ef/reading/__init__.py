"""From a reply to an answer: pure text in, plain records out."""

RULES_VERSION = 15
"""Changes whenever a rule or a phrase of this room does: rows read by different versions are not of one run."""
