"""Asks the models about segments and keeps their answers; nothing here judges them."""
