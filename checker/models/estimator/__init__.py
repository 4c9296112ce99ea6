"""The trained quality estimator: error probabilities for words, and a score for the segment."""
