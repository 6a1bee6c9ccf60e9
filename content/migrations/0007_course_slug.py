"""A course's page knows its course; until now there was one."""

from django.db import migrations, models

THE_ONE = "foundational-education"


def name_the_course(apps, schema_editor):  # type: ignore[no-untyped-def]
    """The page, and its revisions, stand for the course that there is."""
    pages = apps.get_model("content", "CoursePage").objects
    pages.update(course_slug=THE_ONE)
    kinds = apps.get_model("contenttypes", "ContentType").objects
    for kind in kinds.filter(app_label="content", model="coursepage"):
        revisions = apps.get_model("wagtailcore", "Revision").objects
        for revision in revisions.filter(content_type=kind.pk):
            revision.content = {**revision.content, "course_slug": THE_ONE}
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("content", "0006_module_parts")]

    operations = [
        migrations.AddField(
            "coursepage",
            "course_slug",
            # Without an index yet: PostgreSQL would be asked for the same one twice.
            models.CharField(blank=True, default="", editable=False, max_length=50),
            preserve_default=False,
        ),
        migrations.RunPython(name_the_course, elidable=False),
        migrations.AlterField(
            "coursepage", "course_slug", models.SlugField(blank=True, editable=False, unique=True)
        ),
    ]
