"""What Event Desk talks about: plain values, rules and errors. Standard library only."""
