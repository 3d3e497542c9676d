"""The journal of acts: a chain that finds any change, with the personal data beside it."""
