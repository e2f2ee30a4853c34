"""Edge: submitted figures → observations, each with the file and line it came from."""
