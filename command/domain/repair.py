"""谁来修: which kind of unit repairs which category. A grid worker looks, guards and guides beside it, never instead.

Who answers for what differs from city to city; this is a table to be changed, not a rule. That gas, water, power and
municipal repairs belong to their companies and departments, and a grid worker never goes instead, is practice [P]; the
single lines are our own defaults [D]. What is not listed is the grid's own.
"""

from command.domain.facts import UnitKind

REPAIRS: dict[str, UnitKind] = {
    "component.0101": "water",
    "component.0102": "municipal",
    "component.0103": "municipal",
    "component.0104": "municipal",
    "component.0105": "power",
    "component.0106": "municipal",
    "component.0107": "water",
    "component.0199": "municipal",
    "component.0201": "traffic",
    "component.0202": "traffic",
    "component.0203": "municipal",
    "component.0204": "municipal",
    "component.0299": "traffic",
    "component.0301": "sanitation",
    "component.0302": "sanitation",
    "component.0303": "urban_management",
    "component.0399": "sanitation",
    "component.0401": "greening",
    "component.0402": "greening",
    "component.0499": "greening",
    "event.0101": "sanitation",
    "event.0102": "sanitation",
    "event.0103": "municipal",
    "event.0201": "urban_management",
    "event.0205": "urban_management",
    "event.0301": "housing",
    "event.0302": "urban_management",
    "event.0303": "housing",
    "event.0401": "municipal",
    "event.0402": "water",
    "event.0403": "gas",
    "event.0404": "municipal",
    "event.0406": "municipal",
    "event.0408": "power",
    "event.0501": "urban_management",
    "event.0502": "traffic",
    "event.0601": "greening",
    "event.0602": "housing",
    "grid.gas": "gas",
}
