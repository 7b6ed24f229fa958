"""Training a dual encoder from pictures with words: what made the built-in model."""
