from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('certification', '0005_policies_become_rows'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='historicalpolicy',
            name='certificate_months',
        ),
        migrations.RemoveField(
            model_name='historicalpolicy',
            name='course',
        ),
        migrations.RemoveField(
            model_name='historicalpolicy',
            name='endorsement_months',
        ),
        migrations.RemoveField(
            model_name='historicalpolicy',
            name='good_standing_months',
        ),
        migrations.RemoveField(
            model_name='historicalpolicy',
            name='requirements',
        ),
        migrations.RemoveField(
            model_name='policy',
            name='certificate_months',
        ),
        migrations.RemoveField(
            model_name='policy',
            name='course',
        ),
        migrations.RemoveField(
            model_name='policy',
            name='endorsement_months',
        ),
        migrations.RemoveField(
            model_name='policy',
            name='good_standing_months',
        ),
        migrations.RemoveField(
            model_name='policy',
            name='requirements',
        ),
    ]
