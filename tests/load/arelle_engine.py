"""A report of the bench told as XBRL, its checks as XBRL formula, and Arelle over both: 100 KB alone, it takes seconds.

Leaf elements become facts, rows a typed dimension; a check over rows binds its columns as sequences, a check of every
row is asked once a row. Numbers are decimals, as the schema says.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

Check = dict[str, str]
_OURS: Final = "urn:kabinet:bench"
_SPACES: Final = {
    "xbrli": "http://www.xbrl.org/2003/instance",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "xbrldt": "http://xbrl.org/2005/xbrldt",
    "xbrldi": "http://xbrl.org/2006/xbrldi",
    "gen": "http://xbrl.org/2008/generic",
    "va": "http://xbrl.org/2008/assertion/value",
    "variable": "http://xbrl.org/2008/variable",
    "cf": "http://xbrl.org/2008/filter/concept",
    "acf": "http://xbrl.org/2010/filter/aspect-cover",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "c": _OURS,
}
_DECLARED: Final = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_TABLE: Final = "/*/av:Отчетность/av:КоллекцияКрупныеЗаймы/av:КрупныеЗаймы/av:КрупныеЗаймы_1"
_CELL: Final = re.compile(r"/\*/av:Отчетность/av:(\w+)/av:(\w+)")
_EVERY_ROW: Final = re.compile(rf"^not\({re.escape(_TABLE)}\[not\((.*)\)\]\)$")
_CHOSEN: Final = re.compile(rf"{re.escape(_TABLE)}\[([^\]]*)\](?:/av:(\w+))?")
_COLUMN: Final = re.compile(rf"{re.escape(_TABLE)}/av:(\w+)")
_NAME: Final = re.compile(r"\$(\w+)")


def arelle(checks: list[Check], data: bytes) -> Callable[[], int]:
    """Loads instance, schema and formulas and evaluates them: nothing of it is kept from one report to the next."""
    from arelle.Cntlr import Cntlr
    from arelle.formula import ValidateFormula
    from arelle.ModelFormulaObject import FormulaOptions

    folder = tempfile.TemporaryDirectory(prefix="bench-arelle-")  # gone with the process
    instance = _written(Path(folder.name), checks, etree.fromstring(data))
    controller = Cntlr(logFileName="logToBuffer", disable_persistent_config=True)
    controller.webCache.workOffline = True
    manager = controller.modelManager
    manager.formulaOptions = FormulaOptions()
    manager.loadCustomTransforms()

    def evaluate() -> int:
        model: Any = manager.load(str(instance))
        model.parameters = manager.formulaOptions.typedParameters(model.prefixedNamespaces)
        ValidateFormula.validate(model)
        asked = list(model.modelVariableSets)
        held = sum(1 for one in asked if one.countSatisfied and not one.countNotSatisfied)
        manager.close()
        return held

    evaluate.folder = folder  # type: ignore[attr-defined]
    return evaluate


def _written(folder: Path, checks: list[Check], root: Any) -> Path:
    facts, contexts, kinds = [], [_context("whole", "")], {}
    for section in root.iterfind("{*}Отчетность/*"):
        for cell in section:
            if len(cell) == 0:
                _tell(facts, kinds, f"{_local(section)}.{_local(cell)}", cell.text, "whole")
    for number, row in enumerate(root.iterfind("{*}Отчетность/{*}КоллекцияКрупныеЗаймы/*/{*}КрупныеЗаймы_1"), 1):
        member = f'<xbrldi:typedMember dimension="c:Row"><c:Number>{number}</c:Number></xbrldi:typedMember>'
        contexts.append(_context(f"r{number}", f"<xbrli:scenario>{member}</xbrli:scenario>"))
        for cell in row:
            _tell(facts, kinds, _local(cell), cell.text, f"r{number}")
    schema = '<link:schemaRef xlink:type="simple" xlink:href="bench.xsd"/>'
    unit = '<xbrli:unit id="u"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>'
    body = "".join((schema, *contexts, unit, *facts))
    instance = folder / "bench.xbrl"
    instance.write_text(f"<xbrli:xbrl {_DECLARED}>{body}</xbrli:xbrl>", encoding="utf-8")
    (folder / "bench.xsd").write_text(_schema(kinds), encoding="utf-8")
    (folder / "bench-formula.xml").write_text(_formulas(checks), encoding="utf-8")
    return instance


def _tell(facts: list[str], kinds: dict[str, str], name: str, text: str | None, context: str) -> None:
    value = (text or "").strip()
    number = re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
    # One kind for a concept in all its rows: the first tells.
    kinds.setdefault(name, "decimal" if number else "string")
    more = ' unitRef="u" decimals="INF"' if kinds[name] == "decimal" else ""
    facts.append(f'<c:{name} contextRef="{context}"{more}>{escape(value)}</c:{name}>')


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)


def _context(name: str, scenario: str) -> str:
    entity = '<xbrli:entity><xbrli:identifier scheme="urn:inn">7707083893</xbrli:identifier></xbrli:entity>'
    return (
        f'<xbrli:context id="{name}">{entity}<xbrli:period><xbrli:instant>2026-09-30</xbrli:instant></xbrli:period>'
        f"{scenario}</xbrli:context>"
    )


def _schema(kinds: dict[str, str]) -> str:
    concepts = "".join(
        f'<xs:element name="{name}" id="{name}" type="xbrli:{kind}ItemType" substitutionGroup="xbrli:item"'
        ' xbrli:periodType="instant" nillable="true"/>'
        for name, kind in kinds.items()
    )
    dimension = (
        '<xs:element name="Number" id="Number" type="xs:integer"/>'
        '<xs:element name="Row" id="Row" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem"'
        ' abstract="true" xbrli:periodType="instant" xbrldt:typedDomainRef="#Number"/>'
    )
    linkbase = (
        '<link:linkbaseRef xlink:type="simple" xlink:href="bench-formula.xml"'
        ' xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
    )
    imports = (
        '<xs:import namespace="http://www.xbrl.org/2003/instance"'
        ' schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>'
        '<xs:import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>'
    )
    return (
        f'<xs:schema {_DECLARED} targetNamespace="{_OURS}" elementFormDefault="qualified">'
        f"<xs:annotation><xs:appinfo>{linkbase}</xs:appinfo></xs:annotation>{imports}{concepts}{dimension}</xs:schema>"
    )


def _formulas(checks: list[Check]) -> str:
    parts: list[str] = []
    for check in checks:
        test, sequences = _test(check["xpath"])
        code = check["code"]
        parts.append(
            f'<va:valueAssertion xlink:type="resource" xlink:label="{code}" id="{code}" aspectModel="dimensional"'
            f' implicitFiltering="true" test={quoteattr(test)}/>'
        )
        for name in dict.fromkeys(_NAME.findall(test)):
            if name != "i":
                parts += _variable(code, name, bound_as_sequence=sequences)
    roles = "".join(
        f'<link:arcroleRef xlink:type="simple" arcroleURI="http://xbrl.org/arcrole/2008/{name}"'
        f' xlink:href="http://www.xbrl.org/2008/variable.xsd#{name}"/>'
        for name in ("variable-set", "variable-filter")
    )
    link = '<gen:link xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
    return f"<link:linkbase {_DECLARED}>{roles}{link}{''.join(parts)}</gen:link></link:linkbase>"


def _test(xpath: str) -> tuple[str, bool]:
    """The check over variables, and whether each of them is a column at once."""
    if every := _EVERY_ROW.match(xpath):
        return _variables(every[1]), False
    if _TABLE not in xpath:
        return _CELL.sub(lambda cell: f"${cell[1]}_{cell[2]}", xpath), False
    test = _CHOSEN.sub(lambda chosen: _chosen(chosen[1], chosen[2]), xpath)
    test = _COLUMN.sub(lambda column: f"${column[1]}", test)
    return test.replace(_TABLE, "$Сумма"), True


def _chosen(condition: str, column: str | None) -> str:
    at_hand = re.sub(r"av:(\w+)", r"$\1[$i]", condition)
    return f"(for $i in (1 to count($Сумма)) return if ({at_hand}) then ${column or 'Сумма'}[$i] else ())"


def _variables(xpath: str) -> str:
    return re.sub(r"av:(\w+)", r"$\1", xpath)


def _variable(code: str, name: str, *, bound_as_sequence: bool) -> list[str]:
    concept = name.replace("_", ".", 1) if not bound_as_sequence and "_" in name else name
    label = f"{code}-{name}"
    arcrole = "http://xbrl.org/arcrole/2008/"
    filters = {
        f"{label}-f": f"<cf:conceptName {{}}><cf:concept><cf:qname>c:{concept}</cf:qname></cf:concept></cf:conceptName>"
    }
    # Texts have no unit, and would never stand beside amounts; a column spans the rows.
    covered = ("unit", "dimensions") if bound_as_sequence else ("unit",)
    aspects = "".join(f"<acf:aspect>{aspect}</acf:aspect>" for aspect in covered)
    filters[f"{label}-a"] = f"<acf:aspectCover {{}}>{aspects}</acf:aspectCover>"
    parts = [
        f'<variable:factVariable xlink:type="resource" xlink:label="{label}"'
        f' bindAsSequence="{str(bound_as_sequence).lower()}"/>',
        f'<variable:variableArc xlink:type="arc" xlink:arcrole="{arcrole}variable-set" xlink:from="{code}"'
        f' xlink:to="{label}" name="{name}" order="1"/>',
    ]
    for filter_label, text in filters.items():
        parts.append(text.format(f'xlink:type="resource" xlink:label="{filter_label}"'))
        parts.append(
            f'<variable:variableFilterArc xlink:type="arc" xlink:arcrole="{arcrole}variable-filter"'
            f' xlink:from="{label}" xlink:to="{filter_label}" complement="false" cover="true" order="1"/>'
        )
    return parts
