"""Adopted plans: their parts, their pages, and how they stood on any day."""
