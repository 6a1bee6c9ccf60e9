"""The kinds of requirement that a policy can ask for: each module of this package declares one, as `KIND`.

Nothing else lists them. A kind has a module of the same name in `certification.selectors.requirements` (its rows)
and in `certification.phrases.requirements` (its sentences).
"""

from collections.abc import Mapping
from functools import cache

from certification.rules.kinds import RequirementKind
from curriculum.rules.kinds import modules_of


@cache
def kinds() -> Mapping[str, RequirementKind]:
    """Every kind of requirement by its code, in the order in which a person meets them."""
    found = [module.KIND for module in modules_of(__name__, __path__).values()]
    return {kind.code: kind for kind in sorted(found, key=lambda kind: kind.order)}
