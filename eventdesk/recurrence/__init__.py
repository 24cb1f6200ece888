"""What a series comes to on which days. It knows events and rules, no system, store or window."""
