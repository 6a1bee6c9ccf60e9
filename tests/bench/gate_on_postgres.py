"""Times the gate on a real PostgreSQL, with the demonstration and generated supporters made anew in it.

python -m tests.bench.gate_on_postgres SUPPORTERS
"""

import json
import os
import sys

from deploy.postgres import server
from tests.bench import processes


def main(supporters: int) -> dict[str, float]:
    with server() as url:
        os.environ["DATABASE_URL"] = processes.ENVIRONMENT["DATABASE_URL"] = url
        processes.run("tests.bench.prepare", supporters)
        return processes.run("tests.bench.gate")


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
