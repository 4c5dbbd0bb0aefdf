"""What may be said: the model in Turtle, and the code that reads it."""
