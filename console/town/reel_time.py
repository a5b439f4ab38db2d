"""How long a loop is."""

RATE = 25  # pictures a second
FRAMES = 200  # pictures of a loop: 8 s
KEY_EACH = 50  # a key frame every 2 s
