"""What `load_program` loaded last, so that it never overwrites what somebody changed since."""

from django.db import models


class StarterRecord(models.Model):
    """One loaded thing. `starter`: hash of the starter text; `loaded`: hash of what stood in the
    database right after loading. Where the second is no longer true, somebody has edited it."""

    key = models.CharField(max_length=120, unique=True)
    starter = models.CharField(max_length=64)
    loaded = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.key
