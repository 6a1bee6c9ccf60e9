"""A module's sections and the questions of its knowledge check."""

from wagtail import blocks

from content.blocks.body import BodyBlock


class SectionBlock(blocks.StructBlock):
    """A piece that can be read between two cases."""

    title = blocks.CharBlock(max_length=120)
    minutes = blocks.IntegerBlock(
        help_text="Honest minutes: 110 to 130 words each, fewer where there is something to think over."
    )
    body = BodyBlock()

    class Meta:
        icon = "doc-full"
        label = "Section"
        description = "A piece of two to six minutes, on a page of its own."
        template = "content/blocks/section.html"
        label_format = "{title}"
        preview_value = {
            "title": "What you carry out of the room",
            "minutes": 2,
            "body": [("text", "<p>You listen to shame and grief, often after your own shift.</p>")],
        }


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400, label="Answer")
    right = blocks.BooleanBlock(required=False, label="This answer is right")
    feedback = blocks.TextBlock(
        required=False,
        rows=2,
        help_text="Why it is right or wrong, for who chose it; never which other answer is right.",
    )

    class Meta:
        icon = "radio-full"
        label = "Answer"


class ChoiceQuestion(blocks.StructBlock):
    """What single and multiple choice share."""

    text = blocks.TextBlock(rows=2, label="Question")
    hint = blocks.CharBlock(required=False, max_length=200)
    options = blocks.ListBlock(OptionBlock(), label="Answers")

    class Meta:
        label_format = "{text}"
        template = "content/blocks/question.html"


def _option(text: str, right: bool, feedback: str) -> dict[str, object]:
    return {"text": text, "right": right, "feedback": feedback}


class SingleBlock(ChoiceQuestion):
    class Meta:
        icon = "radio-full"
        label = "Single choice"
        description = "Several answers, exactly one of them right."
        preview_value = {
            "text": "What do you say first?",
            "hint": "",
            "options": [
                _option("Tell me exactly what happened.", False, "That asks for the case."),
                _option("How are you?", True, "It is about the person."),
            ],
        }


class MultipleBlock(ChoiceQuestion):
    class Meta:
        icon = "circle-check"
        label = "Multiple choice"
        description = "Several answers, at least one right and one wrong."
        preview_value = {
            "text": "Which of these belong into the conversation?",
            "hint": "Choose all that apply.",
            "options": [
                _option("sleep", True, "Ask about it."),
                _option("doses", False, "They go to quality."),
            ],
        }


class TrueFalseBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label="Statement")
    hint = blocks.CharBlock(required=False, max_length=200)
    right = blocks.ChoiceBlock(
        choices=[("true", "True"), ("false", "False")], label="The statement is"
    )
    feedback_true = blocks.TextBlock(required=False, rows=2, label="For who answered “True”")
    feedback_false = blocks.TextBlock(required=False, rows=2, label="For who answered “False”")

    class Meta:
        icon = "check"
        label = "True or false"
        description = "A statement that is true or false."
        label_format = "{text}"
        template = "content/blocks/question.html"
        preview_value = {
            "text": "You take notes during the conversation.",
            "hint": "",
            "right": "false",
            "feedback_true": "Nothing is written down.",
            "feedback_false": "Nothing is written down.",
        }


class OrderingBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label="Question")
    hint = blocks.CharBlock(required=False, max_length=200)
    options = blocks.ListBlock(blocks.CharBlock(max_length=400), label="Steps, in the right order")
    feedback = blocks.TextBlock(
        required=False,
        rows=2,
        help_text="What the right order teaches, without giving it away.",
    )

    class Meta:
        icon = "order"
        label = "Put in order"
        description = "Three to five steps that are put in order; readers see them shuffled."
        label_format = "{text}"
        template = "content/blocks/question.html"
        preview_value = {
            "text": "Put these in the order in which you would say them.",
            "hint": "",
            "options": ["Are you somewhere private?", "How has it been since?"],
            "feedback": "Privacy comes before anything is said.",
        }


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a knowledge check."""

    single = SingleBlock()
    multiple = MultipleBlock()
    true_false = TrueFalseBlock()
    ordering = OrderingBlock()

    class Meta:
        required = False
