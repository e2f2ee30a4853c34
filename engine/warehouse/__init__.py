"""Edge: observations at rest, looked up by indicator and jurisdiction."""
