"""Sentences that report, letter and plain lines share: a module for each thing they are about."""
