"""Tags: the vocabulary, zero-shot words, calibrated probabilities, suggestions. numpy only."""
