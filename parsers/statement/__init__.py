"""What a bill says: values beside their labels, the terms, the day, and the purpose."""
