"""An adopted plan as a file that others can use: a workbook, a document, a table of text."""
