"""Where secrets are kept: in the system's own password store, or for one run in memory."""
