"""The commands, their options and their help, one subject a module."""
