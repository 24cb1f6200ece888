"""KARE against the strict test server and against mutated answers."""
