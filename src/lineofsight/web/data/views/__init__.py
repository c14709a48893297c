"""Pages of the child-level tables: how they stand, loads, and snapshots."""
