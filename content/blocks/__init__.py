"""The blocks that pages are made of."""

from content.blocks.body import BodyBlock
from content.blocks.criteria import CriteriaBlock, CriterionBlock
from content.blocks.parts import PartsBlock

__all__ = ["BodyBlock", "CriteriaBlock", "CriterionBlock", "PartsBlock"]
