"""Line of Sight: from an improvement plan to its measures, and the children behind them."""
