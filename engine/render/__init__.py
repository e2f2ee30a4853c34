"""Edge: findings → text, JSON and memos."""
