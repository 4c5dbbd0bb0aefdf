"""The page at /explore, which Streamlit runs as a script."""

from ui.explore.page import show

show()
