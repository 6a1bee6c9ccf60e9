"""The blocks that pages are made of."""

from content.blocks.body import BodyBlock
from content.blocks.criteria import CriteriaBlock, CriterionBlock
from content.blocks.module import QuestionsBlock, SectionBlock

__all__ = ["BodyBlock", "CriteriaBlock", "CriterionBlock", "QuestionsBlock", "SectionBlock"]
