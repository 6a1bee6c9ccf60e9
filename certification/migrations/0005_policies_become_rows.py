"""Each requirement of a policy becomes a row, with its own history; the columns go with the next migration.

What a policy said of a requirement that it does not ask for is left behind: nobody has read it.
"""

from django.db import migrations

MONTHS = {
    "good_standing": "good_standing_months",
    "certificate": "certificate_months",
    "endorsement": "endorsement_months",
}


def make_rows(apps, schema_editor):
    Policy = apps.get_model("certification", "Policy")
    Requirement = apps.get_model("certification", "PolicyRequirement")
    History = apps.get_model("certification", "HistoricalPolicyRequirement")
    Before = apps.get_model("certification", "HistoricalPolicy")
    for policy in Policy.objects.order_by("pk"):
        made = Before.objects.filter(id=policy.pk).order_by("history_date", "history_id").first()
        for position, kind in enumerate(policy.requirements, start=1):
            fields = {
                "policy_id": policy.pk,
                "position": position,
                "kind": kind,
                "course_id": policy.course_id if kind == "training" else None,
                "session_kind": "foundational" if kind == "live_session" else "",
                "count": 1,
                "months": getattr(policy, MONTHS[kind]) if kind in MONTHS else None,
            }
            row = Requirement.objects.create(**fields)
            if made is not None:
                History.objects.create(
                    id=row.pk,
                    history_date=made.history_date,
                    history_type="+",
                    history_user_id=made.history_user_id,
                    history_change_reason=made.history_change_reason,
                    **fields,
                )


class Migration(migrations.Migration):

    dependencies = [
        ('certification', '0004_policy_requirements'),
    ]

    operations = [
        migrations.RunPython(make_rows, migrations.RunPython.noop),
    ]
