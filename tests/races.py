"""Several people at once: real threads, each with its own connection to the database."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run all acts at the same moment; what each returned, or the exception that it raised, in order.

    Needs a test that commits (`django_db(transaction=True)`): threads do not see each other's transactions.
    """
    start = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            start.wait(60)
            results[place] = act()
        except BaseException as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        if thread.is_alive():
            raise AssertionError("A race did not end within two minutes.")
    return results


def errors_in(results: Sequence[object]) -> list[BaseException]:
    """The exceptions among the results of a race."""
    return [result for result in results if isinstance(result, BaseException)]
