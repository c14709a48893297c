"""Challenges: where a lead's rating and the records part, the lead is asked first."""
