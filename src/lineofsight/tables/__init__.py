"""The child-level tables: what each is, how it is read and checked, and where it is kept."""
