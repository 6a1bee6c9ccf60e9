"""Forms in the design system's pattern."""

from django.forms.renderers import TemplatesSetting


class DesignSystemRenderer(TemplatesSetting):
    """Renders forms from templates/components."""
