"""The driver of the one test list: does what a file of cases says, and prints what came of each.

    main.py FILE

tests/bindings/README.md has the contract.
"""

import json
import sys

import fetching
import reading
import showing
import xengage

VERBS = {
    "fetch": fetching.fetch,
    "fetch_many": fetching.fetch_many,
    "cancel": fetching.cancel,
    "two_clients": fetching.two_clients,
    "job": reading.job,
    "table": reading.table,
    "post": reading.post,
    "names": reading.names,
    "secrets": reading.secrets,
}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    for case in cases:
        try:
            outcome = VERBS[case["do"]](case)
        except xengage.XengageError as reason:
            outcome = showing.error(reason)
        print(json.dumps({"case": case["name"], "outcome": outcome}), flush=True)


main()
