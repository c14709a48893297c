"""A document read as an improvement plan: objectives, actions, measures, targets, and doubts."""
