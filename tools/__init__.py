"""What the Makefile runs: set-up, and the pictures of the README."""
