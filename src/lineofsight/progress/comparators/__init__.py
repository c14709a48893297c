"""What the Department publishes of England, regions and other councils, beside our own figures."""
