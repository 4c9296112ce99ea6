"""What a review takes home: corrected text, annotations, the whole store as lines."""
