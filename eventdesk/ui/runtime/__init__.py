"""How the window lives: its loop, its threads, its tasks, its dialogs and its problem reports."""
