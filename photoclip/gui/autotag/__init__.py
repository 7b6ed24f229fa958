"""Letting the machine suggest tags: for which photos, from which words, how sure it has to be."""
