"""Records of a plan as the reader's values, for what knows nothing of the site."""

from lineofsight.plan.model import Measure, Place, Target
from lineofsight.web.plans.models import Measure as MeasureRecord
from lineofsight.web.plans.models import Target as TargetRecord
from lineofsight.web.plans.whole import WholePlan

_NOWHERE = Place()


def measure_as_read(whole: WholePlan, measure: MeasureRecord) -> Measure:
    """A measure with all its targets, in their order."""
    return Measure(
        f"measure-{measure.pk}",
        measure.ref or None,
        f"objective-{measure.objective_id}" if measure.objective_id else None,
        measure.text,
        _NOWHERE,
        action=f"action-{measure.action_id}" if measure.action_id else None,
        targets=tuple(target_as_read(each) for each in whole.targets.get(measure.pk, [])),
    )


def target_as_read(target: TargetRecord) -> Target:
    """One target of a measure."""
    return Target(
        value=target.value,
        unit=target.unit,  # type: ignore[arg-type]
        comparison=target.comparison,  # type: ignore[arg-type]
        text=target.text,
        by=target.by or None,
        baseline=target.baseline,
        direction=target.direction or None,  # type: ignore[arg-type]
        interim=target.interim,
        additional=target.additional,
        every=target.every or None,
        tba=target.tba,
    )
