"""The engine: encoder, vector index and learning behind one connection."""
