"""The product's own Streamlit components."""
