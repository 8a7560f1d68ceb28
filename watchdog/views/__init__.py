"""What the report shows beyond its text, for terminal, page, file and dashboard: a module each."""
