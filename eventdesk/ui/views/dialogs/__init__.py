"""Dialogs: they ask or tell one thing, and are awaited by whoever opened them."""
