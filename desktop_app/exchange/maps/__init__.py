"""Our messages told in the words of other standards: by tables, with a list of what could not be carried over."""
