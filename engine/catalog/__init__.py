"""Edge: the rules folder on disk → plans and registries, with the line and column of every key."""
