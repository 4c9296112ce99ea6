"""The review desk: a Streamlit app over the store, the pipeline and the exports.

Only this package and `app.py` import Streamlit. `jobs`, `intake`, `payload` and `plain` do not, and
are what a test without a browser starts with. A new page is a module `page_*.py` and a line in
`app.py`.
"""
