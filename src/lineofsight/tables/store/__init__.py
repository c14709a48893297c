"""What is done to a store: built and swapped, journalled, kept and pruned, rebuilt."""
