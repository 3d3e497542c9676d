"""Settings of auth."""

from datetime import timedelta

from chassis.settings import ServiceSettings
from services.auth.domain.passwords import POLICIES, PersonRules, PolicyName
from services.auth.domain.sessions import SessionLimits
from services.auth.domain.throttle import Growth, Limits


class Settings(ServiceSettings):
    """Times are in seconds unless the name says otherwise. The argon2id figures are the OWASP minimum."""

    argon2_memory_kib: int = 19 * 1024
    argon2_passes: int = 2
    argon2_lanes: int = 1
    # Each hash takes the memory above and a core: more at once only makes everyone wait longer.
    argon2_at_once: int = 4

    # `field`: mixed characters and a new password every 90 days, as the rules of the field ask; `nist`: neither.
    password_policy: PolicyName = PolicyName.FIELD
    # Whoever works for the SRO signs in with a code, too. The demo of one machine does without.
    second_factor_for_staff: bool = True
    # How long a replaced API key goes on beside the new one.
    api_key_overlap_hours: float = 24

    # How long the link of an invitation works.
    invitation_hours: float = 72
    # How often memberships that begin or end are looked for; rights themselves are looked up at every exchange.
    days_seconds: float = 5

    session_idle_hours: float = 8
    session_hours: float = 24
    session_seen_seconds: float = 60
    identity_token_seconds: float = 60

    signing_key_days: float = 30
    # How long a replaced key still verifies. Must outlast the tokens that it signed.
    signing_key_overlap_hours: float = 24

    # Sign-ins in hand, beyond which new ones are told to come again: a flood must leave room to resolve sessions.
    sign_ins_at_once: int = 40
    sign_in_free_attempts: int = 5
    sign_in_free_attempts_per_address: int = 30
    sign_in_delay_seconds: float = 1
    sign_in_longest_delay_seconds: float = 60
    # What a stranger's attempts may cost the owner of an account: a short wait, never a refusal.
    sign_in_longest_pause_seconds: float = 2
    sign_in_forget_minutes: float = 30

    def person_rules(self) -> PersonRules:
        return PersonRules(POLICIES[self.password_policy], self.second_factor_for_staff)

    def session_limits(self) -> SessionLimits:
        return SessionLimits(
            idle=timedelta(hours=self.session_idle_hours),
            absolute=timedelta(hours=self.session_hours),
            seen=timedelta(seconds=self.session_seen_seconds),
        )

    def sign_in_limits(self) -> Limits:
        return Limits(
            pair=self._growth(self.sign_in_free_attempts, self.sign_in_longest_delay_seconds),
            address=self._growth(self.sign_in_free_attempts_per_address, self.sign_in_longest_delay_seconds),
            account=self._growth(self.sign_in_free_attempts, self.sign_in_longest_pause_seconds),
        )

    def _growth(self, free: int, longest: float) -> Growth:
        return Growth(
            free=free,
            first=timedelta(seconds=self.sign_in_delay_seconds),
            longest=timedelta(seconds=longest),
            forget=timedelta(minutes=self.sign_in_forget_minutes),
        )
