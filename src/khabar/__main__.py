"""Run the command line as `python -m khabar`."""

from khabar.cli import main

main()
