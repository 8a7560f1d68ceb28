"""Text as such, of whatever mail: folded for matching, cut into sentences, looked through quickly.

Knows no language and no mail.
"""
