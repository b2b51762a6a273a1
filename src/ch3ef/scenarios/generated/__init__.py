"""Items made here: pictures drawn as SVG, with questions whose right answer follows from the scene."""
