"""Pages of importing: give a document, check what was read, adopt it."""
