"""The nouns: what the files hold and what the program says of them. Frozen, without input or output."""
