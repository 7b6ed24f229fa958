"""Where in a photo the words of a search match: a map of heat over it."""
