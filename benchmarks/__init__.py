"""Line of Sight beside a peer or a floor, in one run on one machine: ``make bench``."""
