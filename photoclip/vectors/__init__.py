"""Embeddings at rest and their nearest neighbours; knows neither torch nor Qt."""
