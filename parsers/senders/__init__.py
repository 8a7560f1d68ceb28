"""One file per sender, nothing else; how to add one: parsers/README.md."""
