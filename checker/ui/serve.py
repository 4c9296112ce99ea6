"""What Streamlit runs: draws the app anew on each interaction."""

from checker.ui.app import run

run()
