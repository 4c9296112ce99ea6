"""Machine-translation back ends, one module each; `checker.models.registry` has their table."""
