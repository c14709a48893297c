"""What computes figures: DuckDB on this machine, PostgreSQL or Apache Spark elsewhere."""
