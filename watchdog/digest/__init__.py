"""The week in one letter, made from the report and the charges."""
