"""members: the register of member organisations."""
