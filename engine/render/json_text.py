"""Output models as JSON: keys in their order, exact numbers as text, the same bytes for the same content."""

import json

from pydantic import BaseModel

from engine.render.characters import in_json


def dump(model: BaseModel) -> str:
    """Indented JSON with a final newline, Chinese readable."""
    return in_json(json.dumps(model.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2)) + "\n"
