"""What the user decided, in and out: JSON, and the keywords that files and sidecars hold."""
