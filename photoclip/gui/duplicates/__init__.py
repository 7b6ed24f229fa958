"""The page of duplicates: what was found, side by side, and what to do about it."""
