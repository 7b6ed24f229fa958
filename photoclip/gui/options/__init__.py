"""The preferences: a dialog of sections, all of them stored through the settings."""
