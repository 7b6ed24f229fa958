"""Learning: the contrastive losses, training the built-in model, and personalizing."""
