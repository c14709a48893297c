"""What every page shares: layout, components, forms, refusals."""
