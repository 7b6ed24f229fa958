"""The activity centre: everything that goes on behind the photos, and what has ended lately."""
