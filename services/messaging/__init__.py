"""Notices in the cabinet and by mail."""
