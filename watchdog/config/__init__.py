"""The configuration: config.toml checked once and frozen, and an account written into it."""
