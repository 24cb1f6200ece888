"""What happens at a door: scans and keys become decisions, decisions become what is seen."""
