"""What goes wrong at the server or on the way to it. Requests are counted: a fault strikes those of its
case, and no other. A failing request is sent five times in all, unless the server refused it."""

from question import POSTS, fetch, request, result, tree

SENT = 5
REFUSED = [  # name, the fault of the one request, code, status
    ("malformed", "status=400", "BAD_REQUEST", 400),
    ("not signed in", "status=401", "UNAUTHORIZED", 401),
    ("not for this application", "status=403", "FORBIDDEN", 403),
    ("no such page", "status=404", "NOT_FOUND", 404),
    ("refused in a new way", "status=418", "REFUSED", 418),
    ("sent elsewhere", "status=302,header=Location: https://example.com/", "REDIRECT", 302),
]
FAILED = [  # name, the fault of all requests, code, status
    ("the server fails", "status=500", "SERVER", 500),
    ("hung up on", "reset", "NETWORK", 0),
]
ONCE = [  # name, the fault of the first request
    ("a proxy's page came once", "html"),
    ("what came once was no JSON", "text=oh"),
    ("the server failed once", "status=503"),
    ("the rate limit was waited for", "status=429,retry-after=1"),
    ("cut short once", "cut=40"),
]
FAULTS = [spec for _, spec, *_ in REFUSED]
FAULTS += [spec for _, spec, *_ in FAILED for _ in range(SENT)]
FAULTS += [word for _, spec in ONCE for word in (spec, None)]
SIMULATOR = [
    word for place, spec in enumerate(FAULTS) if spec for word in ("--fault", f"nth={place + 1},{spec}")
]
ASKED = request("totals", POSTS[:1], ["favorites"], {"posts": "id"})


def failure(name, code, status, attempts):
    error = {"code": f"XENG_ERROR_{code}", "rule": None, "limit": "0", "value": None, "ids": []}
    return fetch(name, ASKED, {"error": {**error, "status": status, "attempts": attempts}})


def cases():
    refused = [failure(name, code, status, 1) for name, _, code, status in REFUSED]
    failed = [failure(name, code, status, SENT) for name, _, code, status in FAILED]
    fine = {"posts": tree("id", POSTS[:1], ["favorites"])}
    return refused + failed + [fetch(name, ASKED, result(POSTS[:1], fine, attempts=2)) for name, _ in ONCE]
