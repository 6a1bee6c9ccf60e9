from django.db import migrations


class Migration(migrations.Migration):
    """Apart from the one before: PostgreSQL alters no table in the transaction that wrote rows about it."""

    dependencies = [("curriculum", "0007_session_staff")]

    operations = [
        migrations.RemoveField(
            model_name='historicalsession',
            name='facilitator',
        ),
        migrations.RemoveField(
            model_name='session',
            name='facilitator',
        ),
    ]
