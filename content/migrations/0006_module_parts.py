"""A module page's parts are one stream: its sections in their order, then its check."""

import json
import uuid

import wagtail.fields
from django.db import migrations, models


def gather_parts(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Bring together what pages, and their revisions, say in three fields. Blocks keep their ids."""
    for page in apps.get_model("content", "ModulePage").objects.all():
        page.parts = json.dumps(
            parts_of(
                [dict(block) for block in page.sections.raw_data],
                [dict(block) for block in page.questions.raw_data],
                page.check_minutes,
            )
        )
        page.save(update_fields=["parts"])
    kinds = apps.get_model("contenttypes", "ContentType").objects
    for kind in kinds.filter(app_label="content", model="modulepage"):
        revisions = apps.get_model("wagtailcore", "Revision").objects
        for revision in revisions.filter(content_type=kind.pk):
            revision.content = with_parts(revision.content)
            revision.save(update_fields=["content"])


def with_parts(content):  # type: ignore[no-untyped-def]
    """What a revision says, with its parts in one field."""
    kept = dict(content)
    sections = json.loads(kept.pop("sections", None) or "[]")
    questions = json.loads(kept.pop("questions", None) or "[]")
    parts = parts_of(sections, questions, kept.pop("check_minutes", None))
    return {**kept, "parts": json.dumps(parts)}


def parts_of(sections, questions, check_minutes):  # type: ignore[no-untyped-def]
    """The blocks of the new stream."""
    check = {
        "type": "check",
        "id": str(uuid.uuid4()),
        "value": {"minutes": check_minutes, "questions": questions},
    }
    return [*({**section, "type": "reading"} for section in sections), check]


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0005_days_of_a_new_module"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AddField(
            model_name='modulepage',
            name='parts',
            field=wagtail.fields.StreamField([('reading', 42), ('check', 62)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 1: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'Honest minutes: 110 to 130 words each, fewer where there is something to think over.'}), 2: ('content.blocks.text.TextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('html', 3)]], {'group': 'Text'}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader sees before opening it.', 'max_length': 160}), 6: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 7: ('wagtail.blocks.StructBlock', [[('summary', 5), ('html', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 9: ('wagtail.blocks.TextBlock', (), {'rows': 2}), 10: ('wagtail.blocks.StructBlock', [[('title', 8), ('text', 9)]], {'icon': 'list-ol', 'label': 'Step'}), 11: ('wagtail.blocks.ListBlock', (10,), {'min_num': 1}), 12: ('wagtail.blocks.StructBlock', [[('items', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 600, 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {}), 15: ('wagtail.blocks.StructBlock', [[('table', 14)]], {'group': 'Text'}), 16: ('wagtail.blocks.CharBlock', (), {'default': 'Do', 'max_length': 80}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'What to do', 'max_length': 300}), 18: ('wagtail.blocks.ListBlock', (17,), {'min_num': 1}), 19: ('wagtail.blocks.StructBlock', [[('heading', 16), ('items', 18)]], {'group': 'Guidance'}), 20: ('wagtail.blocks.CharBlock', (), {'default': 'Don’t', 'max_length': 80}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without “don’t” at the beginning: the page adds the cross.', 'label': 'What to leave', 'max_length': 300}), 22: ('wagtail.blocks.ListBlock', (21,), {'min_num': 1}), 23: ('wagtail.blocks.StructBlock', [[('heading', 20), ('items', 22)]], {'group': 'Guidance'}), 24: ('wagtail.blocks.StructBlock', [[('heading', 0), ('html', 3)]], {'group': 'Guidance'}), 25: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Not urgent: blue'), ('urgent', 'Urgent, the same day: yellow'), ('immediate', 'Immediate, now: red')]}), 26: ('wagtail.blocks.StructBlock', [[('level', 25), ('heading', 8), ('html', 3)]], {'group': 'Guidance'}), 27: ('wagtail.blocks.CharBlock', (), {'default': 'Words that help', 'max_length': 80}), 28: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without quotation marks.', 'label': 'Phrase', 'max_length': 400}), 29: ('wagtail.blocks.ListBlock', (28,), {'min_num': 1}), 30: ('wagtail.blocks.StructBlock', [[('heading', 27), ('phrases', 29)]], {'group': 'Conversation'}), 31: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where and when, in one sentence.', 'max_length': 300}), 32: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 33: ('wagtail.blocks.StructBlock', [[('speaker', 32), ('words', 9)]], {'icon': 'comment', 'label': 'Turn'}), 34: ('wagtail.blocks.ListBlock', (33,), {'min_num': 1}), 35: ('wagtail.blocks.StructBlock', [[('setting', 31), ('turns', 34)]], {'group': 'Conversation'}), 36: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link']}), 37: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 300}), 38: ('wagtail.blocks.ListBlock', (37,), {'min_num': 1}), 39: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'help_text': 'Shown when the reader asks for it, after having thought.'}), 40: ('wagtail.blocks.StructBlock', [[('title', 0), ('situation', 36), ('questions', 38), ('discussion', 39)]], {'group': 'Conversation'}), 41: ('wagtail.blocks.StreamBlock', [[('text', 2), ('inset', 4), ('details', 7), ('steps', 12), ('table', 15), ('do', 19), ('dont', 23), ('callout', 24), ('card', 26), ('say', 30), ('dialogue', 35), ('scenario', 40)]], {}), 42: ('wagtail.blocks.StructBlock', [[('title', 0), ('minutes', 1), ('body', 41)]], {}), 43: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'About half a minute a question.', 'required': False}), 44: ('wagtail.blocks.TextBlock', (), {'label': 'Question', 'rows': 2}), 45: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 46: ('wagtail.blocks.CharBlock', (), {'label': 'Answer', 'max_length': 400}), 47: ('wagtail.blocks.BooleanBlock', (), {'label': 'This answer is right', 'required': False}), 48: ('wagtail.blocks.TextBlock', (), {'help_text': 'Why it is right or wrong, for who chose it; never which other answer is right.', 'required': False, 'rows': 2}), 49: ('wagtail.blocks.StructBlock', [[('text', 46), ('right', 47), ('feedback', 48)]], {}), 50: ('wagtail.blocks.ListBlock', (49,), {'label': 'Answers'}), 51: ('wagtail.blocks.StructBlock', [[('text', 44), ('hint', 45), ('options', 50)]], {}), 52: ('wagtail.blocks.TextBlock', (), {'label': 'Statement', 'rows': 2}), 53: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('true', 'True'), ('false', 'False')], 'label': 'The statement is'}), 54: ('wagtail.blocks.TextBlock', (), {'label': 'For who answered “True”', 'required': False, 'rows': 2}), 55: ('wagtail.blocks.TextBlock', (), {'label': 'For who answered “False”', 'required': False, 'rows': 2}), 56: ('wagtail.blocks.StructBlock', [[('text', 52), ('hint', 45), ('right', 53), ('feedback_true', 54), ('feedback_false', 55)]], {}), 57: ('wagtail.blocks.CharBlock', (), {'max_length': 400}), 58: ('wagtail.blocks.ListBlock', (57,), {'label': 'Steps, in the right order'}), 59: ('wagtail.blocks.TextBlock', (), {'help_text': 'What the right order teaches, without giving it away.', 'required': False, 'rows': 2}), 60: ('wagtail.blocks.StructBlock', [[('text', 44), ('hint', 45), ('options', 58), ('feedback', 59)]], {}), 61: ('wagtail.blocks.StreamBlock', [[('single', 51), ('multiple', 51), ('true_false', 56), ('ordering', 60)]], {}), 62: ('wagtail.blocks.StructBlock', [[('minutes', 43), ('questions', 61)]], {})}),
        ),
        migrations.RunPython(gather_parts, elidable=False),
        migrations.RemoveField(
            model_name='modulepage',
            name='check_minutes',
        ),
        migrations.RemoveField(
            model_name='modulepage',
            name='questions',
        ),
        migrations.RemoveField(
            model_name='modulepage',
            name='sections',
        ),
        migrations.AlterField(
            model_name='modulepage',
            name='minutes',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Of the whole module: all its parts together.', null=True),
        ),
    ]
