"""The open_clip encoder, the catalogue of models and their downloads.

Only `encoder`, `devices` and `texts` import torch; everything else serves the command line and
the window without it.
"""
