"""Where a click meets a use case. Controllers know views and services; views know neither."""
