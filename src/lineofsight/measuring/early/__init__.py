"""Early alerts: what of a child is coming that somebody should act on before it is late."""
