"""HTML to blocks: the words a person sees, in order, with their place in the tables."""
