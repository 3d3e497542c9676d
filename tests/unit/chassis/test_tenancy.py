"""Every table of every service says to whom its rows belong: a new one that does not fails here."""

from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.tenancy import Follows, OwnedBy, Shared, StaffOnly, tenancies
from deploy.local.settings import SERVICES

# Whoever's id stands in a column of this name owns the row, or the reason why not is written here.
_ORGANISATION = ("member_id", "organisation_id")


def tables_of(service: str) -> tuple[MetaData, dict[str, Any]]:
    base = import_module(f"services.{service}.tables").Base
    return base.metadata, dict(tenancies(base))


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_says_to_whom_its_rows_belong(service: str) -> None:
    metadata, rules = tables_of(service)
    assert set(metadata.tables) == set(rules)


@pytest.mark.parametrize("service", SERVICES)
def test_a_rule_names_what_there_is(service: str) -> None:
    metadata, rules = tables_of(service)
    for table, rule in rules.items():
        columns = metadata.tables[table].columns
        match rule:
            case OwnedBy(column):
                assert column in columns, table
            case Follows(column, parent):
                assert column in columns, table
                assert isinstance(rules[parent], OwnedBy | Follows), f"{table} follows {parent}, which nobody owns"
            case StaffOnly(reason) | Shared(reason):
                assert len(reason) > 10, table


@pytest.mark.parametrize("service", SERVICES)
def test_a_table_that_names_an_organisation_is_not_shared(service: str) -> None:
    metadata, rules = tables_of(service)
    for table, rule in rules.items():
        named = set(_ORGANISATION).intersection(metadata.tables[table].columns.keys())
        assert not (named and isinstance(rule, Shared)), f"{service}.{table} has {named} and is open to everybody"


def test_a_table_that_says_nothing_is_named() -> None:
    class Base(DeclarativeBase):
        type_annotation_map = {str: Text}  # noqa: RUF012

    class Said(Base):
        __tablename__ = "said"
        __tenancy__ = Shared("nothing of any organisation")
        id: Mapped[str] = mapped_column(primary_key=True)

    class Silent(Base):
        __tablename__ = "silent"
        id: Mapped[str] = mapped_column(primary_key=True)

    with pytest.raises(TypeError, match=r"__tenancy__\): Silent$"):
        tenancies(Base)
