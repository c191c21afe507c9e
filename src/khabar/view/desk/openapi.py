"""Write the server's OpenAPI document: python -m khabar.view.desk.openapi > openapi.json"""

from __future__ import annotations

import json
import sys

from khabar.case import open_case
from khabar.view.desk.app import make_app
from khabar.view.desk.desk import Desk


def main() -> None:
    """Print the document; the front end's types are made from it."""
    with open_case(":memory:") as case:
        document = make_app(Desk(case, "none")).openapi()
    sys.stdout.write(json.dumps(document, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
