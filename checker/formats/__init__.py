"""Files that are written and read back: JSON Lines, TSV, MQM; `FORMATS.md` describes them."""
