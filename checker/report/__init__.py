"""What people read: the report page and the terminal; no file format that is read back."""
