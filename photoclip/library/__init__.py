"""The user's truth, `library.db`: photos, tags, verdicts, albums and their history."""
