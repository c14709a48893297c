"""What the evidence says of a plan's parts, beside what their leads say, and where the two part."""
