"""What a page announces in the transaction of its `save`, so that it needs to know no service.

`edition_drafted`: a page was published; arguments `draft` (a value of `content.drafts`) and `by`, and the listener
returns the edition. `module_withdrawn`: a module's page was unpublished; arguments `slug` and `by`.
"""

from typing import Any

from django.dispatch import Signal


class Handover(Signal):
    """A signal with one listener, whose answer the sender waits for."""

    def hand_over(self, sender: type, **said: Any) -> Any:
        """What the listener returns; its errors propagate. ValueError unless exactly one listens."""
        [(_, answer)] = self.send(sender, **said)
        return answer


edition_drafted = Handover()
module_withdrawn = Handover()
