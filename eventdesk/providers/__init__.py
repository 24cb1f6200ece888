"""One folder a system. A folder is a leaf: deleting it and its registry line removes the system."""
