"""What a verdict means to whoever must mend the report: causes, marks on the form, what changed, files to take away."""
