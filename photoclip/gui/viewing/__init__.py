"""What lies over and around the single photo: filmstrip, facts, histogram, motion, comparing."""
