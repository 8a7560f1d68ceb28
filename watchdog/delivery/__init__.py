"""What leaves the house: letters, notifications, webhooks, Home Assistant."""
