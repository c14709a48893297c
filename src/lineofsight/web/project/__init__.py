"""The site's settings, addresses and way of starting."""
