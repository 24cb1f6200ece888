"""What stands around a door: sounds, kiosk lock, badges, the second screen, the waking screen."""
