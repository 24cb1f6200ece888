"""What is printed: sheets of events, painted the same on a printer, in a PDF and in a preview."""
