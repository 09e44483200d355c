"""Understanding a question, finding what it may mean, weighing the evidence, deciding. Pure functions over an index."""
