"""What countries do: languages, currencies, the order of a date, the signs in a number."""
