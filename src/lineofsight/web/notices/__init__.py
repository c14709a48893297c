"""Reminders by e-mail, and who wants which."""
