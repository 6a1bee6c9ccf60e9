from django.db import migrations


class Migration(migrations.Migration):
    """Apart from the one before: PostgreSQL alters no table in the transaction that wrote rows about it."""

    dependencies = [("curriculum", "0003_retirements")]

    operations = [
        migrations.RemoveField(
            model_name='historicalmodule',
            name='retired_on',
        ),
        migrations.RemoveField(
            model_name='module',
            name='retired_on',
        ),
    ]
