"""Reads and compares numbers, dates and times of both languages by value; it knows no check."""
