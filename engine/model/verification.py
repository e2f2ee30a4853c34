"""What `check verify` prints: the JSON contract of rule tests."""

from typing import Literal

from pydantic import Field

from engine.model.record import Record


class Difference(Record):
    """One field of a finding that is not what the test expects; null is none."""

    field: str
    expected: str | None
    got: str | None


class Failure(Record):
    """One test that fails."""

    commitment: str = Field(description="<plan>/<id>")
    name: str
    place: str = Field(description="file:line:column of the test")
    differences: tuple[Difference, ...]


class Untested(Record):
    """One commitment without a test."""

    commitment: str = Field(description="<plan>/<id>")
    title: str
    place: str = Field(description="file:line:column of the commitment")


class Verification(Record):
    """The result of `check verify`."""

    schema_version: Literal["1"] = "1"
    tests: int
    passed: int = Field(serialization_alias="pass")
    failed: int
    commitments: int
    failures: tuple[Failure, ...]
    untested: tuple[Untested, ...]

    def exit_code(self) -> int:
        """0 when every test passes and every commitment has one, else 1."""
        return 1 if self.failures or self.untested else 0
