"""The embedded model as a tagger of the target's words: LoRA and heads on Gemma 3 270M."""
