"""The engine: articles about one event in, one frozen Comparison out. It never imports Streamlit."""
