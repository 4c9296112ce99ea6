"""From findings to flags and scores; nothing here looks at the text anew."""
