"""Accessible charts as SVG."""
