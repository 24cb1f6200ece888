"""What a series comes to."""
