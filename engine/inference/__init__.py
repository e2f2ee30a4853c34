"""Edge: rules over facts → derived facts with their support, by an inference engine in a process of its own.

The child process imports only the standard library, the engine in use, and the modules of this package that say so.
"""
