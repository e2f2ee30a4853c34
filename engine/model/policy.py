"""How a plan wants doubtful cases decided; every memo prints the policy that was used."""

from typing import Literal

from pydantic import Field

from engine.model.fields import Strict


class Policy(Strict):
    """Defaults: unproven is undecided, full values are compared, sampled figures are accepted as they are."""

    missing: Literal["undecided", "gap"] = Field(
        "undecided", description="what a commitment without data is: undecided, or not done until proven"
    )
    rounding: Literal["full", "as_written"] = Field(
        "full", description="compare full values, or round once, half to even, to the digits of the target (GB/T 8170)"
    )
    decision: Literal["simple", "guarded"] = Field(
        "simple",
        description="sampled figures: compare the estimate, or ask that its whole interval conforms (JCGM 106)",
    )
    confidence: Literal["90", "95", "99"] = Field("95", description="two-sided confidence of sampled figures, percent")
