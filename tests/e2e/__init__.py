"""The whole program, as staff use it, against a server in a process of its own."""
