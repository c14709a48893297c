"""Pages of adopted plans."""
