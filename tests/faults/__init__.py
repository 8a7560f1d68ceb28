"""What can break, with real parts: one module a block of faults, and what must hold after each."""
