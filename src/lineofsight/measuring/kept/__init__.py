"""Results kept beside a snapshot: the catalogue's figures and due lists, made once, then read."""
