"""Where each measure of a plan stands: what measures it, its figures, and the rating they give."""
