"""The load: asks for pages in turn over one kept-alive connection, and prints milliseconds as JSON.

    python -m tests.bench.load PORT ROUNDS <what tests.bench.prepare printed

Each round asks for every page once, beginning with another one each time.
"""

import http.client
import json
import statistics
import sys
import time

WARM_UP = 20


def main(port: int, rounds: int, asked: dict) -> dict[str, dict[str, float]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    pages = list(asked.items())
    taken: dict[str, list[float]] = {title: [] for title in asked}
    sizes: dict[str, int] = {}
    for number in range(WARM_UP + rounds):
        first = number % len(pages)
        for title, page in pages[first:] + pages[:first]:
            milliseconds, sizes[title] = ask(connection, page["path"], page["cookie"])
            if number >= WARM_UP:
                taken[title].append(milliseconds)
    return {
        title: {
            "median_ms": statistics.median(times),
            "p95_ms": statistics.quantiles(times, n=20)[-1],
            "bytes": sizes[title],
        }
        for title, times in taken.items()
    }


def ask(connection: http.client.HTTPConnection, path: str, cookie: str) -> tuple[float, int]:
    """Milliseconds until the whole page is here, and its size; ends with a message for any other answer."""
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    milliseconds = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}.")
    return milliseconds, len(body)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), json.load(sys.stdin))))
