"""Forms that show first what is mostly needed, and fold the rest away."""

from typing import ClassVar

from django import forms


class FoldingForm(forms.Form):
    """A form some of whose fields are asked ``seldom``; ``folded_as`` says what they are for."""

    template_name = "ui/folding.html"
    seldom: ClassVar[tuple[str, ...]]
    folded_as: ClassVar[str]

    def asked_first(self) -> list[forms.BoundField]:
        """The fields that are mostly needed."""
        return [each for each in self.visible_fields() if each.name not in self.seldom]

    def asked_seldom(self) -> list[forms.BoundField]:
        """The fields that stay folded away until somebody needs them."""
        return [self[name] for name in self.seldom]

    def unfolded(self) -> bool:
        """Whether a field that is asked seldom was filled in, or is at fault."""
        return self.is_bound and any(
            name in self.changed_data or self[name].errors for name in self.seldom
        )
