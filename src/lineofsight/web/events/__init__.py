"""What happened: every change with who and why, in a chain that shows any tampering."""
