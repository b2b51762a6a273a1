"""What pictures are drawn of: the canvas, colours, things, people, papers and places."""
