"""The working-day table and the dates of the home page."""
