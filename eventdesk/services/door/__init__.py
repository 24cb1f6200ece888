"""The door: find, scan, admit, from the store alone; `door.py` is what others call."""
