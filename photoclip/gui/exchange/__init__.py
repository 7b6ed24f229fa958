"""What the user decided, in and out through the window: keywords, sidecars, plain JSON."""
