"""Papers: results as HTML and PDF, every figure traceable to its load and definition."""
