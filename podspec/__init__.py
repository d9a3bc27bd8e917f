"""podspec compiles one service.yaml into a complete AWS delivery system, and checks it for drift."""

__version__ = "0.1.0.dev0"
