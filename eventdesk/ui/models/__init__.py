"""Qt item models over domain values. No widgets, no services: what they lack is asked for."""
