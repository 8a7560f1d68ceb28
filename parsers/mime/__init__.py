"""Bytes to parts: the header, the bodies and what is attached, unpacked under limits."""
