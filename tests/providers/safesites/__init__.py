"""SafeSites against its strict server."""
