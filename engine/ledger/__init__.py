"""Edge: runs and rectification over the years in SQLite or PostgreSQL, append-only and chained by hashes."""
