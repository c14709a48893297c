"""One reader a format, to one Document: headings, paragraphs, tables, and where each stood."""
