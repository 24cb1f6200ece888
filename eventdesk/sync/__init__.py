"""Between a system and the store: pull what it holds, push what this desk marked."""
