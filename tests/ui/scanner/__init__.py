"""The scanner and the camera of the door."""
