"""The review: what the machine suggests, answered by the user one by one or many at once."""
