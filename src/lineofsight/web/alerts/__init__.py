"""Early alerts about children, what people said of each, and how many wait in the morning."""
