"""The parts of the details page: marks, chips, suggestions, similar photos, facts in groups."""
