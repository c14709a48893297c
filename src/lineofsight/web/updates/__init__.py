"""What people say of the actions: updates, ratings, evidence, moved dates, closing, comments."""
