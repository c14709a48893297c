"""Pages of what happened, of texts taken out, and of who looked."""
