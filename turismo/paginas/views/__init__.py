"""One module for each thing that a traveller comes to do."""
