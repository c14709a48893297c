"""Files that people gave: kept by the SHA-256 of their bytes, handed out behind a check."""
