"""HTTP for all systems: one careful client, rate limits, errors in words, decoding in two steps."""
