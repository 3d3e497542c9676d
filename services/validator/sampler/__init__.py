"""Sample reports: files that hold every trigger of a built-in rule set, or fire exactly the chosen ones."""

from services.validator.sampler.errors import SampleError
from services.validator.sampler.generator import fault_codes, form_codes, sample_report

__all__ = ["SampleError", "fault_codes", "form_codes", "sample_report"]
