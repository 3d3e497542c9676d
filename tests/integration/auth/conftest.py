"""The fixtures of these tests."""

from tests.integration.auth.fixtures import auth, auth_settings, gateway, scene

__all__ = ["auth", "auth_settings", "gateway", "scene"]
