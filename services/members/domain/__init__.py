"""Pure rules of the register: numbers of the state registers, and the statuses of a member."""
