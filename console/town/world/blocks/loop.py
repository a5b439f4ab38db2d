"""How long a loop is."""

RATE = 25  # pictures a second
FRAMES = 200  # pictures of a loop: 8 s
