"""The services on a real profile, with what is outside of it made up."""
