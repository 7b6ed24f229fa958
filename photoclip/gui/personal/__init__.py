"""Personalizing in the window: what there is to learn from, a run, its report, the versions."""
