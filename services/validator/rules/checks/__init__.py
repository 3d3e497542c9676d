"""Static checks of formulas.

check_formula(text, form)        problems with places, the kind of value, what the formula needs
check_trigger(trigger, rules)    the same for all formulas of a trigger, and what they say together
"""

from services.validator.rules.checks.check import FormulaCheck, check_formula
from services.validator.rules.checks.needs import Needs
from services.validator.rules.checks.problem import FormulaProblem
from services.validator.rules.checks.trigger import FieldProblem, check_trigger, needs_of_trigger

__all__ = [
    "FieldProblem",
    "FormulaCheck",
    "FormulaProblem",
    "Needs",
    "check_formula",
    "check_trigger",
    "needs_of_trigger",
]
