"""The blocks that pages are made of."""

from content.blocks.body import BodyBlock
from content.blocks.criteria import CriterionBlock
from content.blocks.module import QuestionsBlock, SectionBlock

__all__ = ["BodyBlock", "CriterionBlock", "QuestionsBlock", "SectionBlock"]
