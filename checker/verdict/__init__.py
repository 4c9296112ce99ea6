"""From findings to flags, suggestions and scores; nothing here looks at the text anew."""
