"""Rules engine that checks quantified plan commitments against yearly statistics."""

__version__ = "0.1.0"
