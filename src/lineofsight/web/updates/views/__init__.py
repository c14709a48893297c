"""Pages of reporting: a lead's own actions, and what is said of one action."""
