"""Re-translations as evidence: made once, checked before use, kept in a content-addressed cache."""
