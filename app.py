"""The review desk: `streamlit run app.py`, or `make app`."""

from checker.ui.app import run

run()
