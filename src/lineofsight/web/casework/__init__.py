"""Casework: the lists that people work from, a child's line, and who may see them."""
