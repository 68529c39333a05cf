"""What the tests of the tool share: running it, a server that answers as a test wants, the simulator."""
import gzip
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

TOOL = SIM = None  # set by test_tool.py
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NOW = "2026-11-24T12:00:00Z"
USER = {
    "XENGAGE_CONSUMER_KEY": "sim-consumer-key",
    "XENGAGE_CONSUMER_SECRET": "sim-consumer-secret",
    "XENGAGE_ACCESS_TOKEN": "1001-sim-access-token",
    "XENGAGE_ACCESS_TOKEN_SECRET": "sim-access-token-secret",
}
APP = {name: USER[name] for name in ("XENGAGE_CONSUMER_KEY", "XENGAGE_CONSUMER_SECRET")}


def environment(variables):
    """The machine's environment without anything that steers xengage or a proxy."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("XENGAGE_") and "proxy" not in name.lower()
    }
    kept.update(variables)
    return kept


def run(*arguments, env=None, stdin="", **options):
    """Runs the tool; the outcome has returncode, stdout and stderr as text. Whatever goes wrong, it
    says why."""
    outcome = subprocess.run(
        [TOOL, *map(str, arguments)],
        env=environment(env or {}),
        input=stdin,
        capture_output="stdout" not in options,
        encoding="utf-8",
        timeout=50,
        **options,
    )
    if outcome.stderr is not None and outcome.returncode > 1:
        assert outcome.stderr.strip() and "no error" not in outcome.stderr, (arguments, outcome)
    return outcome


def snowflake(number, days_old=10):
    """Ids of Posts that are some days old at NOW; greater numbers, greater ids."""
    created_ms = 1795521600000 - days_old * 86400000
    return (created_ms - 1288834974657 << 22) + number


def count(post, metric):
    """What the made-up server counts."""
    return (post % 1000003) * 7 + len(metric)


class Request:
    """A request as the made-up server gets it."""

    def __init__(self, path, headers, body):
        self.path = path
        self.headers = headers
        self.body = json.loads(body) if body.startswith(b"{") else {}
        self.ids = [int(text) for text in self.body.get("tweet_ids", [])]
        self.metrics = self.body.get("engagement_types", [])


def tree(request, dimensions, leave_out=(), days=("2026-11-20", "2026-11-21"), hours=("00", "01")):
    """The tree of a grouping, Posts in the order of their ids, as the API has it."""
    keys = {
        "tweet.id": [str(post) for post in sorted(request.ids) if post not in leave_out],
        "engagement.type": request.metrics,
        "engagement.day": days,
        "engagement.hour": hours,
    }

    def level(rest, path):
        if not rest:
            posts = [path["tweet.id"]] if "tweet.id" in path else keys["tweet.id"]
            metrics = [path["engagement.type"]] if "engagement.type" in path else request.metrics
            return str(sum(count(int(post), metric) for post in posts for metric in metrics))
        return {key: level(rest[1:], {**path, rest[0]: key}) for key in keys[rest[0]]}

    return level(dimensions, {})


def answer(request, leave_out=(), **more):
    """A good answer; `more` goes to its root."""
    body = {
        name: tree(request, grouping["group_by"], leave_out)
        for name, grouping in request.body["groupings"].items()
    }
    return 200, {**body, **more}


def refuse(status, *messages, **more):
    return status, {"errors": list(messages), **more}


class Server:
    """A server on loopback that answers as `script(request)` says: (status, body)."""

    def __init__(self, script):
        self.script = script
        self.requests = []
        self.now = 0  # requests under way
        self.most = 0
        self.lock = threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.take(self, Request(self.path, dict(self.headers), body))

            def log_message(self, *_):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.listener = Listener(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.listener.server_port

    def take(self, handler, request):
        with self.lock:
            self.requests.append(request)
            self.now += 1
            self.most = max(self.most, self.now)
        status, body = self.script(request)
        text = body if isinstance(body, str) else json.dumps(body)
        data = gzip.compress(text.encode())
        with self.lock:
            self.now -= 1
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def __enter__(self):
        threading.Thread(target=self.listener.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown()
        self.listener.server_close()

    def run(self, *arguments, env=USER, **options):
        """The tool against this server."""
        base = {"XENGAGE_BASE_URL": self.url, "XENGAGE_NOW": NOW}
        return run(*arguments, env={**base, **env}, **options)


class Simulator:
    """xengage-sim, as long as the `with` lasts."""

    def __init__(self, *flags):
        self.folder = tempfile.TemporaryDirectory()
        self.ca = os.path.join(self.folder.name, "ca.pem")
        url_file = os.path.join(self.folder.name, "url")
        self.flags = flags
        self.process = subprocess.Popen(
            [SIM, "--now", NOW, "--ca-out", self.ca, "--url-file", url_file, *flags],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(400):
            if os.path.exists(url_file) and os.path.getsize(url_file) > 0:
                break
            if self.process.poll() is not None:
                sys.exit("the simulator did not start")
            time.sleep(0.01)
        with open(url_file, encoding="ascii") as file:
            self.url = file.read().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def run(self, *arguments, env=USER, **options):
        base = {"XENGAGE_BASE_URL": self.url, "XENGAGE_CA_FILE": self.ca, "XENGAGE_NOW": NOW}
        return run(*arguments, env={**base, **env}, **options)

    def ask(self, *arguments):
        """What the simulator prints without serving, as under the same options."""
        command = [SIM, *self.flags, *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
