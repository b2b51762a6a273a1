"""From a reply to an answer: pure text in, plain records out."""
