"""`python -m kg`: the command `kg` where no script is installed."""

from kg.cli import main

main()
