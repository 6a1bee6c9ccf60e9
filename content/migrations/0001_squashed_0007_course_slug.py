"""Everything of this room at once, for a new database; one of before goes through what it replaces."""

import content.models.program
import django.db.models.deletion
import modelsearch.index
import simple_history.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('content', '0001_initial'),
        ('content', '0002_closed_lists'),
        ('content', '0003_due_on_of_a_new_module'),
        ('content', '0004_confirmed'),
        ('content', '0005_days_of_a_new_module'),
        ('content', '0006_module_parts'),
        ('content', '0007_course_slug'),
    ]

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CoursePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', models.TextField(blank=True, help_text='Shown to editors only.', max_length=600)),
                ('course_slug', models.SlugField(blank=True, editable=False, unique=True)),
            ],
            options={
                'verbose_name': 'course',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='GuidanceIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', models.TextField(blank=True, help_text='What these pages are about.', max_length=400)),
            ],
            options={
                'verbose_name': 'guidance',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences under the title.', max_length=400)),
                ('body', wagtail.fields.StreamField([('text', 0), ('inset', 2), ('details', 5), ('steps', 10), ('table', 13), ('do', 17), ('dont', 21), ('callout', 23), ('card', 25), ('say', 29), ('dialogue', 34), ('scenario', 39)], blank=True, block_lookup={0: ('content.blocks.text.TextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'group': 'Text'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 2: ('wagtail.blocks.StructBlock', [[('html', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader sees before opening it.', 'max_length': 160}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 5: ('wagtail.blocks.StructBlock', [[('summary', 3), ('html', 4)]], {'group': 'Text'}), 6: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 7: ('wagtail.blocks.TextBlock', (), {'rows': 2}), 8: ('wagtail.blocks.StructBlock', [[('title', 6), ('text', 7)]], {'icon': 'list-ol', 'label': 'Step'}), 9: ('wagtail.blocks.ListBlock', (8,), {'min_num': 1}), 10: ('wagtail.blocks.StructBlock', [[('items', 9)]], {'group': 'Text'}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 600, 'required': False}), 12: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 11)]], {}), 13: ('wagtail.blocks.StructBlock', [[('table', 12)]], {'group': 'Text'}), 14: ('wagtail.blocks.CharBlock', (), {'default': 'Do', 'max_length': 80}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'What to do', 'max_length': 300}), 16: ('wagtail.blocks.ListBlock', (15,), {'min_num': 1}), 17: ('wagtail.blocks.StructBlock', [[('heading', 14), ('items', 16)]], {'group': 'Guidance'}), 18: ('wagtail.blocks.CharBlock', (), {'default': 'Don’t', 'max_length': 80}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without “don’t” at the beginning: the page adds the cross.', 'label': 'What to leave', 'max_length': 300}), 20: ('wagtail.blocks.ListBlock', (19,), {'min_num': 1}), 21: ('wagtail.blocks.StructBlock', [[('heading', 18), ('items', 20)]], {'group': 'Guidance'}), 22: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 23: ('wagtail.blocks.StructBlock', [[('heading', 22), ('html', 1)]], {'group': 'Guidance'}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Not urgent: blue'), ('urgent', 'Urgent, the same day: yellow'), ('immediate', 'Immediate, now: red')]}), 25: ('wagtail.blocks.StructBlock', [[('level', 24), ('heading', 6), ('html', 1)]], {'group': 'Guidance'}), 26: ('wagtail.blocks.CharBlock', (), {'default': 'Words that help', 'max_length': 80}), 27: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without quotation marks.', 'label': 'Phrase', 'max_length': 400}), 28: ('wagtail.blocks.ListBlock', (27,), {'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 26), ('phrases', 28)]], {'group': 'Conversation'}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where and when, in one sentence.', 'max_length': 300}), 31: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 32: ('wagtail.blocks.StructBlock', [[('speaker', 31), ('words', 7)]], {'icon': 'comment', 'label': 'Turn'}), 33: ('wagtail.blocks.ListBlock', (32,), {'min_num': 1}), 34: ('wagtail.blocks.StructBlock', [[('setting', 30), ('turns', 33)]], {'group': 'Conversation'}), 35: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link']}), 36: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 300}), 37: ('wagtail.blocks.ListBlock', (36,), {'min_num': 1}), 38: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'help_text': 'Shown when the reader asks for it, after having thought.'}), 39: ('wagtail.blocks.StructBlock', [[('title', 22), ('situation', 35), ('questions', 37), ('discussion', 38)]], {'group': 'Conversation'})})),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ProgramIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', models.TextField(blank=True, help_text='What these pages are about.', max_length=400)),
            ],
            options={
                'verbose_name': 'about the program',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ProgramPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.CharField(blank=True, help_text='Shown in the list of pages.', max_length=300)),
                ('body', wagtail.fields.StreamField([('text', 0), ('inset', 2), ('details', 5), ('steps', 10), ('table', 13), ('do', 17), ('dont', 21), ('callout', 23), ('card', 25), ('say', 29), ('dialogue', 34), ('scenario', 39)], blank=True, block_lookup={0: ('content.blocks.text.TextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'group': 'Text'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 2: ('wagtail.blocks.StructBlock', [[('html', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader sees before opening it.', 'max_length': 160}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 5: ('wagtail.blocks.StructBlock', [[('summary', 3), ('html', 4)]], {'group': 'Text'}), 6: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 7: ('wagtail.blocks.TextBlock', (), {'rows': 2}), 8: ('wagtail.blocks.StructBlock', [[('title', 6), ('text', 7)]], {'icon': 'list-ol', 'label': 'Step'}), 9: ('wagtail.blocks.ListBlock', (8,), {'min_num': 1}), 10: ('wagtail.blocks.StructBlock', [[('items', 9)]], {'group': 'Text'}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 600, 'required': False}), 12: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 11)]], {}), 13: ('wagtail.blocks.StructBlock', [[('table', 12)]], {'group': 'Text'}), 14: ('wagtail.blocks.CharBlock', (), {'default': 'Do', 'max_length': 80}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'What to do', 'max_length': 300}), 16: ('wagtail.blocks.ListBlock', (15,), {'min_num': 1}), 17: ('wagtail.blocks.StructBlock', [[('heading', 14), ('items', 16)]], {'group': 'Guidance'}), 18: ('wagtail.blocks.CharBlock', (), {'default': 'Don’t', 'max_length': 80}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without “don’t” at the beginning: the page adds the cross.', 'label': 'What to leave', 'max_length': 300}), 20: ('wagtail.blocks.ListBlock', (19,), {'min_num': 1}), 21: ('wagtail.blocks.StructBlock', [[('heading', 18), ('items', 20)]], {'group': 'Guidance'}), 22: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 23: ('wagtail.blocks.StructBlock', [[('heading', 22), ('html', 1)]], {'group': 'Guidance'}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Not urgent: blue'), ('urgent', 'Urgent, the same day: yellow'), ('immediate', 'Immediate, now: red')]}), 25: ('wagtail.blocks.StructBlock', [[('level', 24), ('heading', 6), ('html', 1)]], {'group': 'Guidance'}), 26: ('wagtail.blocks.CharBlock', (), {'default': 'Words that help', 'max_length': 80}), 27: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without quotation marks.', 'label': 'Phrase', 'max_length': 400}), 28: ('wagtail.blocks.ListBlock', (27,), {'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 26), ('phrases', 28)]], {'group': 'Conversation'}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where and when, in one sentence.', 'max_length': 300}), 31: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 32: ('wagtail.blocks.StructBlock', [[('speaker', 31), ('words', 7)]], {'icon': 'comment', 'label': 'Turn'}), 33: ('wagtail.blocks.ListBlock', (32,), {'min_num': 1}), 34: ('wagtail.blocks.StructBlock', [[('setting', 30), ('turns', 33)]], {'group': 'Conversation'}), 35: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link']}), 36: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 300}), 37: ('wagtail.blocks.ListBlock', (36,), {'min_num': 1}), 38: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'help_text': 'Shown when the reader asks for it, after having thought.'}), 39: ('wagtail.blocks.StructBlock', [[('title', 22), ('situation', 35), ('questions', 37), ('discussion', 38)]], {'group': 'Conversation'})})),
            ],
            options={
                'verbose_name': 'program page',
            },
            bases=(content.models.program.InProgram, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ReportOrReferPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', wagtail.fields.RichTextField(blank=True)),
                ('criteria', wagtail.fields.StreamField([('criterion', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 1: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Use small letters, digits and hyphens.'}, 'help_text': 'The end of the entry’s address. Do not change it: other pages link here.', 'regex': '^[a-z0-9-]+$'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Not urgent: blue'), ('urgent', 'Urgent, the same day: yellow'), ('immediate', 'Immediate, now: red')]}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'What it is'}), 4: ('wagtail.blocks.TextBlock', (), {'rows': 2}), 5: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'The office that confirms this entry.', 'label': 'Owner', 'max_length': 120}), 7: ('wagtail.blocks.TextBlock', (), {'required': False, 'rows': 2}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('seen', 'Read in its source, not confirmed yet'), ('lead', 'A lead: its owner must confirm it first'), ('confirmed', 'Confirmed by its owner'), ('merged', 'Merged into another service'), ('unknown', 'Not known yet: its owner supplies it')]}), 9: ('wagtail.blocks.DateBlock', (), {'help_text': 'When its owner last confirmed it; before that, when it was read in its source.', 'required': False}), 10: ('wagtail.blocks.DateBlock', (), {'help_text': 'After this day the page says that it is due for checking.', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('title', 0), ('slug', 1), ('level', 2), ('what_html', 3), ('who_to_tell', 4), ('by_when', 5), ('office', 6), ('citation', 7), ('status', 8), ('verified_on', 9), ('verify_by', 10)]], {})})),
            ],
            options={
                'verbose_name': 'report or refer',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ResourcesPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', models.TextField(blank=True, max_length=600)),
            ],
            options={
                'verbose_name': 'resources',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='StarterRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('starter', models.CharField(max_length=64)),
                ('loaded', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='ExpectationsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('change', models.CharField(choices=[('minor', 'Minor: the meaning is unchanged'), ('material', 'Material: people must look again')], default='minor', help_text='Material when the meaning changed: then everybody must look again, by the date below.', max_length=10, verbose_name='this change is')),
                ('change_note', models.CharField(blank=True, help_text='One sentence, shown to people who must look again. Needed for a material change.', max_length=300, verbose_name='what changed')),
                ('due_on', models.DateField(blank=True, help_text='Needed for a material change: until this day the edition before still counts. Needed, whatever this change is, for a new module of a course that people have begun: from this day the course asks for it.', null=True, verbose_name='look again by')),
                ('intro', models.TextField(blank=True, max_length=600)),
                ('items', wagtail.fields.StreamField([('item', 0)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'icon': 'tick', 'label': 'Expectation', 'rows': 2})}, help_text='Each a sentence that a supporter can say of themselves.')),
                ('meaning', models.CharField(blank=True, help_text='What signing means, in one sentence.', max_length=200)),
            ],
            options={
                'verbose_name': 'expectations',
                'constraints': [models.CheckConstraint(condition=models.Q(('change__in', ['minor', 'material'])), name='expectations_page_change_is_known')],
            },
            bases=(content.models.program.InProgram, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='GuidancePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('office', models.CharField(blank=True, help_text='The office that confirms this text, for example Office of Legal Affairs.', max_length=120, verbose_name='owner')),
                ('citation', models.TextField(blank=True, help_text='Where it comes from.')),
                ('status', models.CharField(choices=[('seen', 'Read in its source, not confirmed yet'), ('lead', 'A lead: its owner must confirm it first'), ('confirmed', 'Confirmed by its owner'), ('merged', 'Merged into another service'), ('unknown', 'Not known yet: its owner supplies it')], default='lead', max_length=10)),
                ('verified_on', models.DateField(blank=True, help_text='When its owner last confirmed it; before that, when it was read in its source. Empty: neither.', null=True)),
                ('verify_by', models.DateField(blank=True, help_text='After this day readers see that it is due for checking.', null=True)),
                ('summary', models.CharField(blank=True, help_text='Shown in the list of pages.', max_length=300)),
                ('body', wagtail.fields.StreamField([('text', 0), ('inset', 2), ('details', 5), ('steps', 10), ('table', 13), ('do', 17), ('dont', 21), ('callout', 23), ('card', 25), ('say', 29), ('dialogue', 34), ('scenario', 39)], blank=True, block_lookup={0: ('content.blocks.text.TextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'group': 'Text'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 2: ('wagtail.blocks.StructBlock', [[('html', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader sees before opening it.', 'max_length': 160}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 5: ('wagtail.blocks.StructBlock', [[('summary', 3), ('html', 4)]], {'group': 'Text'}), 6: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 7: ('wagtail.blocks.TextBlock', (), {'rows': 2}), 8: ('wagtail.blocks.StructBlock', [[('title', 6), ('text', 7)]], {'icon': 'list-ol', 'label': 'Step'}), 9: ('wagtail.blocks.ListBlock', (8,), {'min_num': 1}), 10: ('wagtail.blocks.StructBlock', [[('items', 9)]], {'group': 'Text'}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 600, 'required': False}), 12: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 11)]], {}), 13: ('wagtail.blocks.StructBlock', [[('table', 12)]], {'group': 'Text'}), 14: ('wagtail.blocks.CharBlock', (), {'default': 'Do', 'max_length': 80}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'What to do', 'max_length': 300}), 16: ('wagtail.blocks.ListBlock', (15,), {'min_num': 1}), 17: ('wagtail.blocks.StructBlock', [[('heading', 14), ('items', 16)]], {'group': 'Guidance'}), 18: ('wagtail.blocks.CharBlock', (), {'default': 'Don’t', 'max_length': 80}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without “don’t” at the beginning: the page adds the cross.', 'label': 'What to leave', 'max_length': 300}), 20: ('wagtail.blocks.ListBlock', (19,), {'min_num': 1}), 21: ('wagtail.blocks.StructBlock', [[('heading', 18), ('items', 20)]], {'group': 'Guidance'}), 22: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 23: ('wagtail.blocks.StructBlock', [[('heading', 22), ('html', 1)]], {'group': 'Guidance'}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Not urgent: blue'), ('urgent', 'Urgent, the same day: yellow'), ('immediate', 'Immediate, now: red')]}), 25: ('wagtail.blocks.StructBlock', [[('level', 24), ('heading', 6), ('html', 1)]], {'group': 'Guidance'}), 26: ('wagtail.blocks.CharBlock', (), {'default': 'Words that help', 'max_length': 80}), 27: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without quotation marks.', 'label': 'Phrase', 'max_length': 400}), 28: ('wagtail.blocks.ListBlock', (27,), {'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 26), ('phrases', 28)]], {'group': 'Conversation'}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where and when, in one sentence.', 'max_length': 300}), 31: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 32: ('wagtail.blocks.StructBlock', [[('speaker', 31), ('words', 7)]], {'icon': 'comment', 'label': 'Turn'}), 33: ('wagtail.blocks.ListBlock', (32,), {'min_num': 1}), 34: ('wagtail.blocks.StructBlock', [[('setting', 30), ('turns', 33)]], {'group': 'Conversation'}), 35: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link']}), 36: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 300}), 37: ('wagtail.blocks.ListBlock', (36,), {'min_num': 1}), 38: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'help_text': 'Shown when the reader asks for it, after having thought.'}), 39: ('wagtail.blocks.StructBlock', [[('title', 22), ('situation', 35), ('questions', 37), ('discussion', 38)]], {'group': 'Conversation'})})),
            ],
            options={
                'verbose_name': 'guidance page',
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['seen', 'lead', 'confirmed', 'merged', 'unknown'])), name='guidance_status_is_known')],
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ReferralResource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(blank=True, help_text='The office that confirms this text, for example Office of Legal Affairs.', max_length=120, verbose_name='owner')),
                ('citation', models.TextField(blank=True, help_text='Where it comes from.')),
                ('status', models.CharField(choices=[('seen', 'Read in its source, not confirmed yet'), ('lead', 'A lead: its owner must confirm it first'), ('confirmed', 'Confirmed by its owner'), ('merged', 'Merged into another service'), ('unknown', 'Not known yet: its owner supplies it')], default='lead', max_length=10)),
                ('verified_on', models.DateField(blank=True, help_text='When its owner last confirmed it; before that, when it was read in its source. Empty: neither.', null=True)),
                ('verify_by', models.DateField(blank=True, help_text='After this day readers see that it is due for checking.', null=True)),
                ('slug', models.SlugField(help_text='A short name for links. Do not change it.', unique=True)),
                ('name', models.CharField(max_length=160)),
                ('what', models.CharField(help_text='What it is for, in one sentence.', max_length=300)),
                ('phone', models.CharField(blank=True, help_text='For example 303-724-4987.', max_length=40)),
                ('hours', models.CharField(blank=True, max_length=160)),
                ('web', models.URLField(blank=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Low numbers come first.')),
                ('shown', models.BooleanField(default=True, help_text='Readers see it.')),
                ('merged_into', models.ForeignKey(blank=True, help_text='The service that does this now. Old pages and posters may still list this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='content.referralresource')),
            ],
            options={
                'ordering': ['position', 'name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalReferralResource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('office', models.CharField(blank=True, help_text='The office that confirms this text, for example Office of Legal Affairs.', max_length=120, verbose_name='owner')),
                ('citation', models.TextField(blank=True, help_text='Where it comes from.')),
                ('status', models.CharField(choices=[('seen', 'Read in its source, not confirmed yet'), ('lead', 'A lead: its owner must confirm it first'), ('confirmed', 'Confirmed by its owner'), ('merged', 'Merged into another service'), ('unknown', 'Not known yet: its owner supplies it')], default='lead', max_length=10)),
                ('verified_on', models.DateField(blank=True, help_text='When its owner last confirmed it; before that, when it was read in its source. Empty: neither.', null=True)),
                ('verify_by', models.DateField(blank=True, help_text='After this day readers see that it is due for checking.', null=True)),
                ('slug', models.SlugField(help_text='A short name for links. Do not change it.')),
                ('name', models.CharField(max_length=160)),
                ('what', models.CharField(help_text='What it is for, in one sentence.', max_length=300)),
                ('phone', models.CharField(blank=True, help_text='For example 303-724-4987.', max_length=40)),
                ('hours', models.CharField(blank=True, max_length=160)),
                ('web', models.URLField(blank=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Low numbers come first.')),
                ('shown', models.BooleanField(default=True, help_text='Readers see it.')),
                ('history_change_reason', models.TextField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, help_text='The service that does this now. Old pages and posters may still list this one.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='content.referralresource')),
            ],
            options={
                'verbose_name': 'historical referral resource',
                'verbose_name_plural': 'historical referral resources',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ModulePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('change', models.CharField(choices=[('minor', 'Minor: the meaning is unchanged'), ('material', 'Material: people must look again')], default='minor', help_text='Material when the meaning changed: then everybody must look again, by the date below.', max_length=10, verbose_name='this change is')),
                ('change_note', models.CharField(blank=True, help_text='One sentence, shown to people who must look again. Needed for a material change.', max_length=300, verbose_name='what changed')),
                ('due_on', models.DateField(blank=True, help_text='Needed for a material change: until this day the edition before still counts. Needed, whatever this change is, for a new module of a course that people have begun: from this day the course asks for it.', null=True, verbose_name='look again by')),
                ('summary', models.CharField(blank=True, help_text='One or two sentences for the list of modules.', max_length=400)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, help_text='Of the whole module: all its parts together.', null=True)),
                ('pass_mark', models.PositiveSmallIntegerField(default=80, help_text='Percent of the questions that must be right to finish the module.')),
                ('outcomes', wagtail.fields.StreamField([('outcome', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'tick', 'label': 'Outcome', 'max_length': 300})}, help_text='Each begins with “After this module you can”.')),
                ('parts', wagtail.fields.StreamField([('reading', 42), ('check', 62)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 1: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'Honest minutes: 110 to 130 words each, fewer where there is something to think over.'}), 2: ('content.blocks.text.TextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('html', 3)]], {'group': 'Text'}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'What a reader sees before opening it.', 'max_length': 160}), 6: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 7: ('wagtail.blocks.StructBlock', [[('summary', 5), ('html', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 9: ('wagtail.blocks.TextBlock', (), {'rows': 2}), 10: ('wagtail.blocks.StructBlock', [[('title', 8), ('text', 9)]], {'icon': 'list-ol', 'label': 'Step'}), 11: ('wagtail.blocks.ListBlock', (10,), {'min_num': 1}), 12: ('wagtail.blocks.StructBlock', [[('items', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 600, 'required': False}), 14: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 13)]], {}), 15: ('wagtail.blocks.StructBlock', [[('table', 14)]], {'group': 'Text'}), 16: ('wagtail.blocks.CharBlock', (), {'default': 'Do', 'max_length': 80}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'What to do', 'max_length': 300}), 18: ('wagtail.blocks.ListBlock', (17,), {'min_num': 1}), 19: ('wagtail.blocks.StructBlock', [[('heading', 16), ('items', 18)]], {'group': 'Guidance'}), 20: ('wagtail.blocks.CharBlock', (), {'default': 'Don’t', 'max_length': 80}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without “don’t” at the beginning: the page adds the cross.', 'label': 'What to leave', 'max_length': 300}), 22: ('wagtail.blocks.ListBlock', (21,), {'min_num': 1}), 23: ('wagtail.blocks.StructBlock', [[('heading', 20), ('items', 22)]], {'group': 'Guidance'}), 24: ('wagtail.blocks.StructBlock', [[('heading', 0), ('html', 3)]], {'group': 'Guidance'}), 25: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Not urgent: blue'), ('urgent', 'Urgent, the same day: yellow'), ('immediate', 'Immediate, now: red')]}), 26: ('wagtail.blocks.StructBlock', [[('level', 25), ('heading', 8), ('html', 3)]], {'group': 'Guidance'}), 27: ('wagtail.blocks.CharBlock', (), {'default': 'Words that help', 'max_length': 80}), 28: ('wagtail.blocks.CharBlock', (), {'help_text': 'Without quotation marks.', 'label': 'Phrase', 'max_length': 400}), 29: ('wagtail.blocks.ListBlock', (28,), {'min_num': 1}), 30: ('wagtail.blocks.StructBlock', [[('heading', 27), ('phrases', 29)]], {'group': 'Conversation'}), 31: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where and when, in one sentence.', 'max_length': 300}), 32: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 33: ('wagtail.blocks.StructBlock', [[('speaker', 32), ('words', 9)]], {'icon': 'comment', 'label': 'Turn'}), 34: ('wagtail.blocks.ListBlock', (33,), {'min_num': 1}), 35: ('wagtail.blocks.StructBlock', [[('setting', 31), ('turns', 34)]], {'group': 'Conversation'}), 36: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link']}), 37: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 300}), 38: ('wagtail.blocks.ListBlock', (37,), {'min_num': 1}), 39: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'help_text': 'Shown when the reader asks for it, after having thought.'}), 40: ('wagtail.blocks.StructBlock', [[('title', 0), ('situation', 36), ('questions', 38), ('discussion', 39)]], {'group': 'Conversation'}), 41: ('wagtail.blocks.StreamBlock', [[('text', 2), ('inset', 4), ('details', 7), ('steps', 12), ('table', 15), ('do', 19), ('dont', 23), ('callout', 24), ('card', 26), ('say', 30), ('dialogue', 35), ('scenario', 40)]], {}), 42: ('wagtail.blocks.StructBlock', [[('title', 0), ('minutes', 1), ('body', 41)]], {}), 43: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'About half a minute a question.', 'required': False}), 44: ('wagtail.blocks.TextBlock', (), {'label': 'Question', 'rows': 2}), 45: ('wagtail.blocks.CharBlock', (), {'max_length': 200, 'required': False}), 46: ('wagtail.blocks.CharBlock', (), {'label': 'Answer', 'max_length': 400}), 47: ('wagtail.blocks.BooleanBlock', (), {'label': 'This answer is right', 'required': False}), 48: ('wagtail.blocks.TextBlock', (), {'help_text': 'Why it is right or wrong, for who chose it; never which other answer is right.', 'required': False, 'rows': 2}), 49: ('wagtail.blocks.StructBlock', [[('text', 46), ('right', 47), ('feedback', 48)]], {}), 50: ('wagtail.blocks.ListBlock', (49,), {'label': 'Answers'}), 51: ('wagtail.blocks.StructBlock', [[('text', 44), ('hint', 45), ('options', 50)]], {}), 52: ('wagtail.blocks.TextBlock', (), {'label': 'Statement', 'rows': 2}), 53: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('true', 'True'), ('false', 'False')], 'label': 'The statement is'}), 54: ('wagtail.blocks.TextBlock', (), {'label': 'For who answered “True”', 'required': False, 'rows': 2}), 55: ('wagtail.blocks.TextBlock', (), {'label': 'For who answered “False”', 'required': False, 'rows': 2}), 56: ('wagtail.blocks.StructBlock', [[('text', 52), ('hint', 45), ('right', 53), ('feedback_true', 54), ('feedback_false', 55)]], {}), 57: ('wagtail.blocks.CharBlock', (), {'max_length': 400}), 58: ('wagtail.blocks.ListBlock', (57,), {'label': 'Steps, in the right order'}), 59: ('wagtail.blocks.TextBlock', (), {'help_text': 'What the right order teaches, without giving it away.', 'required': False, 'rows': 2}), 60: ('wagtail.blocks.StructBlock', [[('text', 44), ('hint', 45), ('options', 58), ('feedback', 59)]], {}), 61: ('wagtail.blocks.StreamBlock', [[('single', 51), ('multiple', 51), ('true_false', 56), ('ordering', 60)]], {}), 62: ('wagtail.blocks.StructBlock', [[('minutes', 43), ('questions', 61)]], {})})),
                ('competences', wagtail.fields.StreamField([('competence', 0)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('COM01', 'COM01 Effective communication'), ('COM02', 'COM02 Active and empathetic listening'), ('COM03', 'COM03 Cultural sensitivity'), ('COM04', 'COM04 Group support facilitation'), ('COM05', 'COM05 Psychological first aid'), ('COM06', 'COM06 Psychological assessment and triage'), ('COM07', 'COM07 The second-victim phenomenon'), ('COM08', 'COM08 Workplace knowledge'), ('COM09', 'COM09 Referral and resource activation'), ('COM10', 'COM10 Stress and trauma management'), ('COM11', 'COM11 Problem solving'), ('COM12', 'COM12 Role-specific knowledge'), ('COM13', 'COM13 Confidentiality protocols'), ('COM14', 'COM14 Legal support')], 'icon': 'tag', 'label': 'Competence'})})),
                ('sources', wagtail.fields.StreamField([('source', 0)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'icon': 'openquote', 'label': 'Source', 'rows': 2})}, help_text='Full citations.')),
                ('prerequisite', models.ForeignKey(blank=True, help_text='A module that must be finished first. Empty: the order is advice.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='content.modulepage')),
            ],
            options={
                'verbose_name': 'module',
                'constraints': [models.CheckConstraint(condition=models.Q(('change__in', ['minor', 'material'])), name='module_page_change_is_known')],
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddConstraint(
            model_name='referralresource',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['seen', 'lead', 'confirmed', 'merged', 'unknown'])), name='resource_status_is_known'),
        ),
    ]
