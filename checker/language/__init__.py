"""What both languages are made of: characters, words, sentences, clauses, grammar, names.

It knows no check, no model and no document: text in, spans and words out.
"""
