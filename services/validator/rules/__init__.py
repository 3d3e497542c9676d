"""Rule-set files: YAML -> `RuleSet`, every scalar read as text."""

from services.validator.rules.loader import LoadedRules, load_rules
from services.validator.rules.problems import Problem, RuleFileError

__all__ = ["LoadedRules", "Problem", "RuleFileError", "load_rules"]
