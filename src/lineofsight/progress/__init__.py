"""Where a measure stands: what computes it, the target in force, and what the figures say."""
