"""Edge: accepted submissions at rest, byte for byte and as figures in Parquet, with an append-only, chained log."""
