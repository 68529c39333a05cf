"""What the simulator's tests share: starting it, asking it, and signing on one's own.

Nothing here comes from the library or the simulator: the signer and the world's formula are
written from the RFC and from `xengage-sim --help-world`.
"""

import base64
import gzip
import hashlib
import hmac
import http.client
import itertools
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

PROGRAM = None
NONCES = itertools.count()

KEY = ("sim-consumer-key", "sim-consumer-secret")
USER = ("1001-sim-access-token", "sim-access-token-secret")
USER_2 = ("1002-sim-access-token", "sim-access-token-secret-2")
APP = ("", "")
BEARER = "sim-bearer%2Ftoken%3D"


def encode(text):
    return urllib.parse.quote(text, safe="-._~")


def base_string(method, url, params):
    pairs = sorted((encode(k), encode(v)) for k, v in params)
    joined = "&".join(f"{k}={v}" for k, v in pairs)
    return f"{method}&{encode(url)}&{encode(joined)}"


def sign(base, consumer_secret, token_secret):
    key = f"{encode(consumer_secret)}&{encode(token_secret)}"
    return base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()).decode()


def oauth_header(method, url, token=USER, key=KEY, params=(), extra=(), **change):
    """url without query; params are those of query and form. change replaces oauth_ values, None
    leaves one out."""
    values = {
        "oauth_consumer_key": key[0],
        "oauth_nonce": f"n{os.getpid()}x{next(NONCES)}",
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(int(time.time())),
        "oauth_token": token[0],
        "oauth_version": "1.0",
        **dict(extra),
    }
    values.update({f"oauth_{k}": v for k, v in change.items() if k != "signature"})
    values = {k: v for k, v in values.items() if v is not None}
    base = base_string(method, url, list(values.items()) + list(params))
    values["oauth_signature"] = change.get("signature") or sign(base, key[1], token[1])
    return "OAuth " + ", ".join(f'{encode(k)}="{encode(v)}"' for k, v in sorted(values.items()))


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.raw = response.read()
        packed = response.headers.get("Content-Encoding") == "gzip"
        self.text = (gzip.decompress(self.raw) if packed else self.raw).decode()

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def error(self):
        """The first error, whether it's text or an object."""
        first = self.json["errors"][0]
        return first if isinstance(first, str) else first["message"]


class Sim:
    def __init__(self, *options, tls=False, env=None, log_file=None):
        self.dir = tempfile.TemporaryDirectory()
        self.ca = os.path.join(self.dir.name, "ca.pem")
        self.log_file = log_file or os.path.join(self.dir.name, "log.jsonl")
        args = [PROGRAM, "--until-stdin-closes", "--log", self.log_file, "--log-ids"]
        args += ["--ca-out", self.ca] if tls else ["--http"]
        self.process = subprocess.Popen(
            args + list(options), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
        )
        line = self.process.stdout.readline()
        if "listening on " not in line:
            raise RuntimeError(f"xengage-sim did not start: {line!r}")
        self.url = line.split("listening on ")[1].strip()
        self.port = int(self.url.rsplit(":", 1)[1])
        self.host = f"127.0.0.1:{self.port}"
        self.tls = tls
        self.kept = None

    def close(self):
        if self.kept:
            self.kept.close()
        self.process.stdin.close()
        status = self.process.wait(10)
        self.process.stdout.close()
        self.dir.cleanup()
        if status != 0:
            raise RuntimeError(f"xengage-sim ended with {status}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def connect(self, timeout=10):
        if self.tls:
            context = ssl.create_default_context(cafile=self.ca)
            return http.client.HTTPSConnection(
                "127.0.0.1", self.port, timeout=timeout, context=context
            )
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def request(self, method, path, body=None, headers=None, fresh=False):
        """Over the kept connection, unless fresh."""
        if fresh:
            connection = self.connect()
        else:
            self.kept = self.kept or self.connect()
            connection = self.kept
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            data = body.encode() if isinstance(body, str) else body
            if method == "POST":
                connection.putheader("Content-Length", str(len(data or b"")))
            connection.endheaders(data if method == "POST" else None)
            return Answer(connection.getresponse())
        except BaseException:
            connection.close()
            raise
        finally:
            if fresh:
                connection.close()

    def ask(self, endpoint, body, auth=USER, fresh=False, headers=None, **change):
        """auth: a pair of token and secret, a bearer token, or a whole header."""
        path = f"/insights/engagement/{endpoint}"
        if isinstance(auth, tuple):
            auth = oauth_header("POST", self.url + path, token=auth, **change)
        elif auth and " " not in auth:
            auth = f"Bearer {auth}"
        all_headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
        if auth:
            all_headers["Authorization"] = auth
        all_headers.update(headers or {})
        all_headers = {k: v for k, v in all_headers.items() if v is not None}
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.request("POST", path, data, all_headers, fresh)

    def oauth(self, path, token=APP, extra=(), form=None, query=None, **change):
        """POST to a token endpoint."""
        params = list((form or {}).items()) + list((query or {}).items())
        header = oauth_header("POST", self.url + path, token, params=params, extra=extra, **change)
        headers = {"Authorization": header}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        return self.request("POST", target, urllib.parse.urlencode(form or {}), headers)

    def control(self, what, body=None):
        return self.request("POST", f"/sim/{what}", "" if body is None else json.dumps(body))

    def stats(self):
        return self.request("GET", "/sim/stats").json

    def log(self):
        with open(self.log_file, encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def raw(self, text):
        """What comes back to these bytes first, if anything does."""
        with socket.create_connection(("127.0.0.1", self.port), 0.3) as plain:
            try:
                plain.sendall(text)
                return plain.recv(65536)
            except OSError:
                return b""


def run(*args):
    done = subprocess.run([PROGRAM, *args], capture_output=True, text=True, timeout=20)
    return done.returncode, done.stdout, done.stderr


def query(ids, metrics=("favorites",), by=("tweet.id", "engagement.type"), **more):
    return {
        "tweet_ids": [str(i) for i in ids],
        "engagement_types": list(metrics),
        "groupings": {"g": {"group_by": list(by)}},
        **more,
    }


def take_program():
    """The first argument is the program under test; the rest is unittest's."""
    global PROGRAM
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(f"usage: {sys.argv[0]} PATH_TO_XENGAGE_SIM [unittest's arguments]")
    PROGRAM = os.path.abspath(sys.argv.pop(1))
