"""Checks of tables against each other, and what a table is fit for."""
