"""Times the gate over every supporter in the database, and prints seconds as JSON.

python -m tests.bench.gate
"""

import json
import time
from collections.abc import Callable

import django

TIMES = 5
CHUNK = 1000


def main() -> dict[str, float]:
    django.setup()
    from certification.models import Supporter
    from certification.selectors.standing import decisions_for, with_standing
    from portal.common.time import today

    on = today()

    def in_sql() -> dict[int, str]:
        everyone = with_standing(Supporter.objects.order_by(), on)
        return dict(everyone.values_list("pk", "standing"))

    def in_python() -> dict[int, str]:
        ids = list(Supporter.objects.order_by("pk").values_list("pk", flat=True))
        found: dict[int, str] = {}
        for start in range(0, len(ids), CHUNK):
            decisions = decisions_for(ids[start : start + CHUNK], on)
            found |= {pk: str(decision.standing) for pk, decision in decisions.items()}
        return found

    sql, standings = measured(in_sql)
    python, decided = measured(in_python)
    if standings != decided:
        raise SystemExit("The two forms of the gate do not agree.")
    return {"supporters": len(standings), "with_standing_s": sql, "decisions_for_s": python}


def measured(what: Callable[[], dict[int, str]]) -> tuple[float, dict[int, str]]:
    """The quickest of some runs in seconds (noise only ever adds), and the answer."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = what()
        taken.append(time.perf_counter() - began)
    return min(taken), answer


if __name__ == "__main__":
    print(json.dumps(main()))
