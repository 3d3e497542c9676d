"""To whom the rows of a table belong. Every model says it beside its name (`__tenancy__`); a test fails where one does
not, and where the database holds another policy than the one said.

`isolate` is what a migration calls: it makes the policy by which PostgreSQL holds statements to the transaction's reach
(`chassis.reach`). The role that serves requests does not own the tables, and the policies are forced on the owner too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

POLICY = "reach"

# In brackets of their own they are worked out once a statement, not once a row.
_EVERYONE = "(SELECT current_setting('kabinet.everyone', true) = 'on')"
_ORGANISATION = "(SELECT nullif(current_setting('kabinet.organisation', true), '')::uuid)"


@dataclass(frozen=True)
class OwnedBy:
    """Rows of the organisation whose id is in `column`; where that is null they are nobody's but the staff's."""

    column: str

    def using(self, table: str) -> str:
        return f"{_EVERYONE} OR {table}.{self.column} = {_ORGANISATION}"

    def check(self, table: str) -> str:
        return self.using(table)


@dataclass(frozen=True)
class Follows:
    """Rows of whoever owns the row of `parent` whose id is in `column`.

    New rows are not looked up: they are written in one statement with their parent, which none of them sees yet.
    """

    column: str
    parent: str

    def using(self, table: str) -> str:
        owner = f"SELECT 1 FROM {self.parent} AS owner WHERE owner.id = {table}.{self.column}"  # noqa: S608
        return f"{_EVERYONE} OR EXISTS ({owner})"

    def check(self, table: str) -> str:
        return f"{_EVERYONE} OR {_ORGANISATION} IS NOT NULL"


@dataclass(frozen=True)
class StaffOnly:
    """No organisation sees these rows: staff and the service's own work do."""

    reason: str

    def using(self, table: str) -> str:
        return _EVERYONE

    def check(self, table: str) -> str:
        return _EVERYONE


@dataclass(frozen=True)
class Shared:
    """A table without a policy, because it holds nothing of any organisation, or must be read before one is known."""

    reason: str


Walled = OwnedBy | Follows | StaffOnly
Tenancy = Walled | Shared


def statements(table: str, rule: Walled) -> list[str]:
    """What puts `rule` in force on `table`, in place of an earlier one."""
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {POLICY} ON {table}",
        f"CREATE POLICY {POLICY} ON {table} USING ({rule.using(table)}) WITH CHECK ({rule.check(table)})",
    ]


def tenancies(base: type) -> Mapping[str, Tenancy]:
    """Table -> its rule, of every model under `base`. Raises TypeError naming the models that say nothing."""
    models = [mapper.class_ for mapper in base.registry.mappers]  # type: ignore[attr-defined]
    silent = sorted(model.__name__ for model in models if "__tenancy__" not in vars(model))
    if silent:
        raise TypeError(f"say to whom the rows belong (__tenancy__): {', '.join(silent)}")
    return {model.__tablename__: model.__tenancy__ for model in models}
