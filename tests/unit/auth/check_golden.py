#!/usr/bin/env python3
"""Recomputes the golden files of OAuth 1.0a signing from each case's input.json, by code that
shares nothing with the library, and compares. With --write it writes them instead: to be used for
new cases only, and with the eyes on the difference."""

import base64
import hashlib
import hmac
import json
import pathlib
import sys
from urllib.parse import parse_qsl, quote, urlsplit

STAGES = ("parameters", "base-string", "key", "signature", "header")
DEFAULT_PORTS = {"http": 80, "https": 443}


def encode(text):
    return quote(text, safe="-._~")


def form_pairs(text):
    return parse_qsl(text, keep_blank_values=True, strict_parsing=False)


def base_uri(parts):
    host = parts.hostname
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != DEFAULT_PORTS[parts.scheme]:
        host += f":{parts.port}"
    return f"{parts.scheme}://{host}{parts.path or '/'}"


def own_parameters(case):
    optional = (
        ("oauth_callback", case.get("callback")),
        ("oauth_token", case.get("token") or None),
        ("oauth_verifier", case.get("verifier")),
        ("oauth_version", case.get("version")),
    )
    own = [
        ("oauth_consumer_key", case["consumer_key"]),
        ("oauth_nonce", case["nonce"]),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", str(case["timestamp"])),
    ]
    return own + [(name, value) for name, value in optional if value is not None]


def stages(case):
    parts = urlsplit(case["url"])
    own = own_parameters(case)
    pairs = own + form_pairs(parts.query)
    if case.get("content_type", "").startswith("application/x-www-form-urlencoded"):
        pairs += form_pairs(case["body"])
    encoded = sorted((encode(name), encode(value)) for name, value in pairs)
    parameters = "&".join(f"{name}={value}" for name, value in encoded)
    base = "&".join(encode(part) for part in (case["method"], base_uri(parts), parameters))
    key = encode(case["consumer_secret"]) + "&" + encode(case.get("token_secret", ""))
    digest = hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()
    signature = base64.b64encode(digest).decode()
    fields = sorted(own) + [("oauth_signature", signature)]
    header = "OAuth " + ", ".join(f'{name}="{encode(value)}"' for name, value in fields)
    return dict(zip(STAGES, (parameters, base, key, signature, header)))


def check(folder, write):
    case = json.loads((folder / "input.json").read_text(encoding="utf-8"))
    faults = []
    made = stages(case)
    published = case.get("published_signature")
    if published is not None and published != made["signature"]:
        faults.append(f"{folder.name}: published {published}, computed {made['signature']}")
    for stage, text in made.items():
        path = folder / stage
        if write:
            path.write_text(text + "\n", encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text + "\n":
            faults.append(f"{path}: differs from {text}")
    return faults


def main():
    write = sys.argv[1:] == ["--write"]
    root = pathlib.Path(__file__).resolve().parent / "golden"
    folders = sorted(path for path in root.iterdir() if path.is_dir())
    faults = [fault for folder in folders for fault in check(folder, write)]
    print("\n".join(faults) or f"{len(folders)} cases agree")
    return 1 if faults or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
