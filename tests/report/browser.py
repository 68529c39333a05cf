"""Headless Chromium, told what to do by its DevTools protocol over a pipe: no port, no network."""

import base64
import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile
import time

PATIENCE = 60  # seconds for one answer
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
]


def find():
    """The path of a Chromium; None if there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """A Chromium with a profile of its own, as long as the `with` lasts."""

    def __init__(self, program):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs, self.to = os.pipe()
        self.back, ours = os.pipe()
        # The protocol's pipe is descriptors 3 and 4; through 8 and 9, which they can't be.
        os.dup2(theirs, 8)
        os.dup2(ours, 9)
        self.process = subprocess.Popen(
            ["sh", "-c", 'exec "$@" 3<&8 4>&9 8<&- 9>&-', "sh", program, *FLAGS]
            + [f"--user-data-dir={self.profile.name}", "about:blank"],
            pass_fds=(8, 9),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self.profile.name},
            # Its own helpers may outlive it a moment; without the pipe it ends, whatever becomes of us.
            start_new_session=True,
        )
        for descriptor in (theirs, ours, 8, 9):
            os.close(descriptor)
        self.number = 0
        self.rest = b""
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except (OSError, RuntimeError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self.to)
        os.close(self.back)
        self.profile.cleanup()

    def message(self):
        """The next message of the browser."""
        ends = time.monotonic() + PATIENCE
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.back], [], [], max(0, ends - time.monotonic()))
            more = os.read(self.back, 1 << 20) if ready else b""
            if not more:
                raise RuntimeError("the browser doesn't answer" if not ready else "the browser has ended")
            self.rest += more
        text, _, self.rest = self.rest.partition(b"\0")
        return json.loads(text)

    def call(self, method, session=None, **parameters):
        """Calls a method of the protocol; its result. What comes meanwhile is kept in `events`."""
        self.number += 1
        call = {"id": self.number, "method": method, "params": parameters}
        if session:
            call["sessionId"] = session
        os.write(self.to, json.dumps(call).encode() + b"\0")
        while True:
            got = self.message()
            if got.get("id") != self.number:
                self.events.append(got)
            elif "error" in got:
                raise RuntimeError(f"{method}: {got['error']}")
            else:
                return got["result"]

    def page(self, path, width, height=800, dark=False, script=True):
        return Page(self, path, width, height, dark, script)


class Page:
    """A page in a window of a size, light or dark, once it is loaded."""

    def __init__(self, browser, path, width, height, dark, script):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.url = pathlib.Path(path).absolute().as_uri()
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.call("Page.navigate", url=self.url)
        self.wait("Page.loadEventFired")

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def own(self, method):
        """What events of a method there were of this page."""
        return [
            event["params"]
            for event in self.browser.events
            if event.get("sessionId") == self.session and event["method"] == method
        ]

    def wait(self, method):
        while not self.own(method):
            self.browser.events.append(self.browser.message())

    def evaluate(self, expression):
        """The value of an expression of JavaScript."""
        got = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in got:
            raise RuntimeError(f"{expression}: {got['exceptionDetails']}")
        return got["result"].get("value")

    def requests(self):
        """Addresses that were asked for, but for the page itself and what is within it."""
        asked = [event["request"]["url"] for event in self.own("Network.requestWillBeSent")]
        return [url for url in asked if url != self.url and not url.startswith("data:")]

    def troubles(self):
        """What was said on the console: errors, exceptions, violations of the policy."""
        said = [event["exceptionDetails"] for event in self.own("Runtime.exceptionThrown")]
        said += [event for event in self.own("Runtime.consoleAPICalled")]
        said += [event["entry"] for event in self.own("Log.entryAdded")]
        return said

    def middle(self, selector):
        """Scrolls to an element; the middle of it in the window."""
        return self.evaluate(
            f"""(() => {{ const one = document.querySelector({json.dumps(selector)});
            one.scrollIntoView({{block: "center"}}); const area = one.getBoundingClientRect();
            return [area.left + area.width / 2, area.top + area.height / 2, area.width, area.height]; }})()"""
        )

    def mouse(self, kind, x, y, **more):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def drag(self, x, y, to_x):
        """Presses the mouse, moves it sideways, lets it go."""
        button = {"button": "left", "clickCount": 1}
        self.mouse("mousePressed", x, y, buttons=1, **button)
        for part in (0.5, 1):
            self.mouse("mouseMoved", x + (to_x - x) * part, y, buttons=1, button="left")
        self.mouse("mouseReleased", to_x, y, buttons=0, **button)

    def press(self, key):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def screenshot(self, path):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def pdf(self, path):
        made = self.call("Page.printToPDF", printBackground=False, paperWidth=8.27, paperHeight=11.69)
        pathlib.Path(path).write_bytes(base64.b64decode(made["data"]))
