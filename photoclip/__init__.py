"""photoclip: find any photo by describing it, on your own machine."""

__version__ = "0.1.0"
