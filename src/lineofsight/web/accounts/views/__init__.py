"""Pages of people: one's own account, everybody's, and what each role may do."""
