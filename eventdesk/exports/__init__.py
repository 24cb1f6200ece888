"""Records to files. Knows columns and file formats; reads no database and asks no system."""
