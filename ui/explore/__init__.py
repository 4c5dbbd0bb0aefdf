"""The explore page: the view's steps, what is drawn, what the panel says, and the page itself."""
