"""Files to upright pictures: formats, decoding, metadata, thumbnails, and decoders in processes."""
