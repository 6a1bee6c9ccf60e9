"""True or false: a statement, and exactly two options of which one is right."""

from dataclasses import replace

from curriculum.rules.questions import Options, single


def fault(options: Options) -> str:
    """Two options, of which one is right."""
    return single.fault(options) if len(options) == 2 else "two_options"


# People expect “True” before “False”; a fixed order anywhere else could give the answer away.
KIND = replace(single.KIND, fault=fault, is_shuffled=False)
