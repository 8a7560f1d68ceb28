"""The words of billing mail, language by language, and what its sentences claim with them.

The words themselves are data: `parsers/lexicons` (what is claimed) and `parsers/notions` (what a
sentence is about). `clues` and `suspecting` tell which of their many patterns a text can match.
"""
