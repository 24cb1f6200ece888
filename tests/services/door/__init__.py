"""The door's service, on real stores."""
