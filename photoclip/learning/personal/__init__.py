"""Personalizing: what the user confirmed becomes a correction of the embedding space."""
