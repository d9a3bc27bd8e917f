"""Measures that the parts of the architecture's picture share, in CSS pixels."""

#: The whole picture, and the two edges between which everything but the lines along the bands stands.
WIDTH = 1200
LEFT = 64
RIGHT = WIDTH - LEFT

#: Between layers, and between cards.
GAP = 28

#: Inside of a band, on all sides.
PADDING = 20
