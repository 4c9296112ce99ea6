"""What the models and metrics say of a segment, each with its signature; nothing here judges."""
