"""What reviewers did, as events, and what they add up to: pure, no database."""
