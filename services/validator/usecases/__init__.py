"""What the catalogue does: functions over a unit of work; publishing brings its own, since objects come first."""
