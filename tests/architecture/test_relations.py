"""Rooms and their direction in the relations of models, where a string hides the import."""

import pytest
from django.db import models

from tests.architecture.sources import ROOMS, all_models, label, room_of


def relations_of(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    """The relations that a model declares: foreign keys, one-to-one, many-to-many and the table between."""
    found = []
    for field in model._meta.get_fields(include_hidden=True):
        if field.auto_created or not field.is_relation or field.related_model is None:
            continue
        found.append((field.name, field.related_model))
        through = getattr(getattr(field, "remote_field", None), "through", None)
        if through is not None:
            found.append((f"{field.name} through", through))
    return found


def upward_relations(found: list[type[models.Model]]) -> tuple[list[str], int]:
    """Relations from a lower room to a higher one, and how many relations there are."""
    wrong, number = [], 0
    for model in found:
        for name, target in relations_of(model):
            number += 1
            here, there = room_of(model), room_of(target)
            if here is not None and there is not None and there > here:
                wrong.append(f"{label(model)}.{name} → {label(target)}")
    return wrong, number


def test_no_model_points_to_a_higher_room(checked) -> None:  # type: ignore[no-untyped-def]
    wrong, number = upward_relations(all_models())
    assert wrong == []
    checked("relations of models", number, floor=60)
    assert {m._meta.app_label for m in all_models()} == {*ROOMS}


@pytest.mark.parametrize(
    "field",
    [
        models.ForeignKey("certification.Supporter", on_delete=models.PROTECT),
        models.OneToOneField("content.HomePage", on_delete=models.PROTECT),
        models.ManyToManyField("certification.Certificate"),
    ],
    ids=["foreign key", "one to one", "many to many"],
)
def test_a_relation_upwards_would_be_seen(field: models.Field) -> None:
    from django.test.utils import isolate_apps

    with isolate_apps("curriculum", "certification", "content"):
        from django.apps import apps as real

        target = real.get_model(str(field.remote_field.model))
        model = type(
            "Upward",
            (models.Model,),
            {
                "__module__": __name__,
                "Meta": type("Meta", (), {"app_label": "curriculum"}),
                "field": _retarget(field, target),
            },
        )
        wrong, _ = upward_relations([model])
    assert [line.split(" → ")[0] for line in wrong][:1] == ["curriculum.Upward.field"]


def _retarget(field: models.Field, target: type[models.Model]) -> models.Field:
    keywords = {} if isinstance(field, models.ManyToManyField) else {"on_delete": models.PROTECT}
    return type(field)(target, related_name="+", **keywords)
