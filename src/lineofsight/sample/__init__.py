"""The invented council: consistent children's journeys, at any size, from a seed."""

from lineofsight.sample.council import GeneratedCouncil, generate
from lineofsight.sample.practice import Planted, planted

__all__ = ["GeneratedCouncil", "Planted", "generate", "planted"]
