"""The database behind the desk: tables, migrations, queries; no rendering."""
