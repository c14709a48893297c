"""The invented council: consistent children's journeys, at any size, from a seed."""
