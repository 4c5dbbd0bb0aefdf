"""How classes look and belong together, for every part of a page that shows things by class."""

from __future__ import annotations

from graph.view import PLAIN
from ontology.model import Model

OTHER = "other"  # the group of classes that the ontology does not know


def sign(model: Model, class_key: str | None) -> dict[str, str]:
    """The sign of a class as the browser draws it: shape and colours."""
    known = model.classes.get(class_key) if class_key else None
    if known is None:
        return {"shape": "dot", "light": PLAIN.light, "dark": PLAIN.dark}
    return {"shape": known.shape, "light": known.color_light, "dark": known.color_dark}


def family_of(model: Model, class_key: str) -> str:
    """The widest class above this one that is more than a grouping; the class itself when there is none."""
    if class_key not in model.classes:
        return OTHER
    wider = [key for key in model.classes[class_key].ancestors if not model.classes[key].abstract]
    return wider[-1] if wider else class_key
