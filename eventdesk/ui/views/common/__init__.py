"""Small widgets that every window is built from. Plain text, accessible names, keyboard first."""
