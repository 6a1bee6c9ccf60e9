"""From a page to an edition: what publishing, unpublishing and previewing mean for the curriculum."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass
