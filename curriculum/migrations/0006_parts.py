"""An edition is an ordered list of parts: its sections, then its check. Content hashes follow."""

import hashlib
import json

from django.db import migrations, models


def gather_parts(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Each section becomes a part to read; the check gets the minutes that the sections leave."""
    editions = apps.get_model("curriculum", "Edition")._base_manager
    for edition in editions.all():
        reading = [
            {
                "slug": section["slug"],
                "kind": "reading",
                "title": section["title"],
                "minutes": section["minutes"],
                "data": {"html": section["html"]},
            }
            for section in edition.sections
        ]
        check = {
            "slug": "check",
            "kind": "check",
            "title": "Knowledge check",
            "minutes": max(edition.minutes - sum(part["minutes"] for part in reading), 0),
            "data": {"questions": edition.questions},
        }
        parts = [*reading, check]
        named = ("title", "summary", "outcomes", "sources", "competences", "minutes", "pass_mark")
        content = {**{name: getattr(edition, name) for name in named}, "parts": parts}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest = hashlib.sha256(text.encode()).hexdigest()
        editions.filter(pk=edition.pk).update(parts=parts, content_hash=digest)


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0005_session_asked_to_mark")]

    operations = [
        migrations.AddField("edition", "parts", models.JSONField(default=list), preserve_default=False),
        migrations.RunPython(gather_parts, elidable=False),
        migrations.RemoveField("edition", "sections"),
        migrations.RemoveField("edition", "questions"),
    ]
