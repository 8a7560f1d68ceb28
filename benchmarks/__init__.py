"""Measurements, each one command; figures and machines: docs/benchmarks.md, docs/accuracy.md."""
