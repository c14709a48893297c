"""The invented council: consistent children's journeys, at any size, from a seed."""

from lineofsight.sample.council import GeneratedCouncil, generate
from lineofsight.sample.practice import Planted, planted
from lineofsight.sample.writers import Form

__all__ = ["Form", "GeneratedCouncil", "Planted", "generate", "planted"]
