"""Trains the quality estimator; see `training/README.md`."""
