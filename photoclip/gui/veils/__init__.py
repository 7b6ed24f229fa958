"""Sensitive photos behind a blur, and what the user says about how photos are."""
