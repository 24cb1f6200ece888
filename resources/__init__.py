"""Files shipped with the program: style, icons, sounds, translations and demo data."""
