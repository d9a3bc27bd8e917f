"""What holds for every test."""

from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about podspec.
settings.register_profile("podspec", deadline=None)
settings.load_profile("podspec")
