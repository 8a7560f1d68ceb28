"""Amounts and days where they stand in a text, and which amounts are sums, tax or not to pay."""
