"""Values and rules of validation that need neither files nor servers."""
