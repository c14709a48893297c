"""Definitions: panels say what is counted, indicators are conditions on a panel."""
