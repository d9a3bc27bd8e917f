"""What holds for every test."""

import signal

from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about podspec.
settings.register_profile("podspec", deadline=None)
settings.load_profile("podspec")

# A shell lets what it starts in the background ignore Ctrl-C, and every process under it inherits that: podspec
# would, too, where a test interrupts it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
