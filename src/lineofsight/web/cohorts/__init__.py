"""Cohort reviews: a list kept as it stood, reviewed child by child and checked by another."""
