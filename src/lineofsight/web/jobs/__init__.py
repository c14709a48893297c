"""Long work, done by the worker beside the site."""
