"""What reports does: functions over a unit of work; none of them commits."""
