"""What the yearly returns to the Department for Education have in common.

A return tells of one collection year.  Several years of it are one history: what a newer file
states again counts as the newer one says it.
"""
