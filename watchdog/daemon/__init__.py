"""The daemon: its clock, its ticks, what it hears and tells, and its signs of life."""
