"""Base of everything that is printed: frozen, nothing unknown, built when first used."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Base of the output models: frozen, built when first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
