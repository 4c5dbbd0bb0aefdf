"""The check-up page: where sources contradict themselves, what checks find, how well the facts cover the sources."""
