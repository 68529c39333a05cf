#!/usr/bin/env python3
"""The page of xengage report in a headless Chromium: test_browser.py PATH_TO_XENGAGE [unittest arguments]

With REPORT_SHOTS=FOLDER it leaves screenshots there, to be looked at."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True  # nothing of a test run stays in the source folder

import browser  # noqa: E402 pylint: disable=wrong-import-position
import sample  # noqa: E402 pylint: disable=wrong-import-position

SKIPPED = 77  # what Meson takes for "skipped"
PHONE, NARROW, DESK = 360, 320, 1280

# All texts whose contrast with what is behind them is below 4.5.
FAINT = """(() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const color = rgb(getComputedStyle(node).backgroundColor);
      if (color.length === 3) return color;
    }
    return [255, 255, 255];
  };
  const found = [];
  let seen = 0;
  for (const node of document.body.querySelectorAll("*")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || ["SCRIPT", "STYLE", "OPTION"].includes(node.tagName)) continue;
    const style = getComputedStyle(node);
    const color = rgb(node instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [light(color), light(behind(node))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    seen++;
    if (contrast < 4.5) found.push(`${node.textContent.slice(0, 30)}: ${contrast.toFixed(2)}`);
  }
  return seen > 100 ? found : ["too few texts"];
})()"""

# Texts that stick out of the page, or that are cut off, outside of what scrolls.
CUT = """[...document.body.querySelectorAll("*")].filter((node) => {
  if (node.closest(".scroll, .quiet, script, .lines") || !node.getClientRects().length) return false;
  const area = node.getBoundingClientRect();
  return area.left < -1 || area.right > document.documentElement.clientWidth + 1 || (node.scrollWidth > node.clientWidth + 1
    && getComputedStyle(node).overflowX !== "visible" && !(node instanceof SVGElement));
}).map((node) => node.outerHTML.slice(0, 120))"""

# Texts of a chart that cover one another.
COVERED = """[...document.querySelectorAll("svg.plot")].flatMap((plot) => {
  const areas = [...plot.querySelectorAll("text")].filter((text) => text.getClientRects().length)
    .map((text) => [text.textContent, text.getBoundingClientRect()]);
  return areas.flatMap(([one, a], i) => areas.slice(i + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
    .map(([other]) => `${plot.dataset.chart}: ${one} / ${other}`));
})"""

# What a chart shows, to compare what the script draws with what the program drew.
SHOWN = """((name) => {
  const plot = document.querySelector(`[data-chart="${name}"]`);
  const round = (text) => String(Math.round(parseFloat(text) * 100) / 100);
  return [
    [...plot.querySelectorAll("path")].map((path) => [path.getAttribute("class"), path.getAttribute("d")]),
    [...plot.querySelectorAll("text")].map((text) => [text.getAttribute("class"), text.textContent, round(text.getAttribute("x")), round(text.getAttribute("y"))]),
    [...plot.querySelectorAll("rect")].map((rect) => [rect.getAttribute("class")]),
    plot.getAttribute("aria-label"),
  ];
})(%s)"""


class InBrowser(unittest.TestCase):
    """Pages of the sample, in one browser for all tests."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = os.path.join(cls.folder.name, "page.html")
        source = os.path.join(cls.folder.name, "in.json")
        sample.write(source)
        before = os.path.join(cls.folder.name, "before.json")
        with open(before, "w", encoding="ascii") as file:
            json.dump({"m": {str(sample.POSTS[0]): {"impressions": "4000", "engagements": "90000"}}}, file)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XENGAGE_")}
        subprocess.run(
            [TOOL, "report", "--from", source, "--before", before, "--title", "Autumn campaign", "--out", cls.path],
            check=True, timeout=100, env={**kept, "XENGAGE_NOW": "2026-11-24T12:00:00Z"},
        )
        cls.browser = browser.Browser(browser.find()).__enter__()
        cls.addClassCleanup(cls.browser.__exit__)

    def open(self, width=DESK, **options):
        self.page = self.browser.page(self.path, width, **options)
        self.addCleanup(self.at_the_end)
        return self.page

    def at_the_end(self):
        """Whatever a test did, the page must not have complained, or asked for anything."""
        self.assertEqual((self.page.troubles(), self.page.requests()), ([], []))

    def shown(self, name):
        return self.page.evaluate(SHOWN % json.dumps(name))

    def choose(self, figure, value, index=0):
        self.page.evaluate(
            f"""(() => {{ const select = document.querySelectorAll("#{figure} select")[{index}];
            select.value = {json.dumps(value)}; select.dispatchEvent(new Event("change")); }})()"""
        )

    def text(self, selector):
        return self.page.evaluate(f"document.querySelector({json.dumps(selector)}).innerText")

    def table(self, name):
        return self.page.evaluate(
            f"""[...document.querySelectorAll("table.{name} tr")].map((row) => [...row.cells]
            .map((cell) => [cell.tagName, cell.scope, cell.className, cell.textContent]))"""
        )


class Looks(InBrowser):
    def test_pages_fit_any_width_light_and_dark(self):
        for width in (NARROW, PHONE, 768, DESK):
            for dark in (False, True):
                with self.subTest(width=width, dark=dark):
                    page = self.open(width, dark=dark)
                    self.keep(page, f"{width}-{'dark' if dark else 'light'}")
                    self.assertLessEqual(page.evaluate("document.scrollingElement.scrollWidth"), width)
                    self.assertEqual(page.evaluate("innerWidth"), width)
                    self.assertEqual(page.evaluate(CUT), [])
                    self.assertEqual(page.evaluate(COVERED), [])
                    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
                    self.assertEqual(page.evaluate(FAINT), [])
                    self.assertLessEqual(page.evaluate("document.scrollingElement.scrollWidth"), width)

    def keep(self, page, name):
        folder = os.environ.get("REPORT_SHOTS")
        if folder:
            page.screenshot(pathlib.Path(folder) / f"report-{name}.png")

    def test_dark_is_dark(self):
        background = "getComputedStyle(document.body).backgroundColor"
        light, dark = (self.open(dark=dark).evaluate(background) for dark in (False, True))
        self.assertNotEqual(light, dark)

    def test_paper_is_light_and_nothing_is_cut_off(self):
        page = self.open(718, dark=True)  # A4, without its margins
        page.evaluate("document.querySelectorAll('.numbers').forEach((one) => { one.open = true; })")
        page.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        self.assertEqual(page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
        self.assertLessEqual(page.evaluate("document.scrollingElement.scrollWidth"), 718)
        self.assertEqual(page.evaluate(FAINT), [])
        hidden = """[...document.querySelectorAll(".controls, .strip, .readout")].every((one) => !one.getClientRects().length)"""
        self.assertTrue(page.evaluate(hidden))
        wide = """[...document.querySelectorAll("table")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => one.className)"""
        self.assertEqual(page.evaluate(wide), [])

    def test_it_prints(self):
        path = os.path.join(self.folder.name, "page.pdf")
        self.open().pdf(path)
        made = pathlib.Path(path).read_bytes()
        self.assertTrue(made.startswith(b"%PDF-"))
        self.assertLess(made.count(b"/Type /Page\n"), 12)
        if os.environ.get("REPORT_SHOTS"):
            (pathlib.Path(os.environ["REPORT_SHOTS"]) / "report.pdf").write_bytes(made)

    def test_without_script_all_is_there(self):
        page = self.open(script=False)
        self.assertEqual(page.evaluate("document.querySelectorAll('.controls, .strip, button, select').length"), 0)
        self.assertEqual(page.evaluate("document.querySelectorAll('#all .lines path.line').length"), 5)
        self.assertEqual(page.evaluate("document.querySelectorAll('table.time tbody tr').length"), 342)

    def test_charts_have_names_and_headings_are_in_order(self):
        page = self.open()
        self.assertEqual(page.evaluate("[...document.querySelectorAll('[role=img]')].filter((one) => !one.ariaLabel).length"), 0)
        levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((one) => Number(one.tagName[1]))")
        self.assertEqual(levels[0], 1)
        self.assertTrue(all(b - a <= 1 for a, b in zip(levels, levels[1:])), levels)
        twice = page.evaluate("(() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id); return ids.length - new Set(ids).size; })()")
        self.assertEqual(twice, 0)


class Works(InBrowser):
    def test_the_script_draws_what_the_program_drew(self):
        page = self.open()
        names = page.evaluate("[...document.querySelectorAll('[data-chart]')].map((plot) => plot.dataset.chart)")
        self.assertEqual(len(names), 2 + 1 + 5)
        before = {name: self.shown(name) for name in names}
        tables = {name: self.table(name) for name in ("compared", "week")}
        self.choose("all", "linear")
        self.assertNotEqual(self.shown("all"), before["all"])
        self.choose("all", "log")
        for figure, table in (("compared", "compared"), ("weekly", "week")):
            self.choose(figure, "engagements")
            self.assertNotEqual(self.table(table), tables[table])
            self.choose(figure, "impressions")
        # Zooming draws the small ones anew.
        x, y, width, _ = page.middle("#all .plot")
        page.drag(x - width / 4, y, x + width / 4)
        self.assertNotEqual(self.shown("metric-0"), before["metric-0"])
        page.evaluate("document.querySelector('#all .controls button').click()")
        for name in names:
            self.assertEqual(self.shown(name), before[name], name)
        for name, cells in tables.items():
            self.assertEqual(self.table(name), cells)

    def test_metrics_can_be_hidden(self):
        page = self.open()
        ticks = "[...document.querySelectorAll('#all text.y')].map((one) => one.textContent)"
        count = "document.querySelectorAll('#all .lines path.line').length"
        self.assertEqual(page.evaluate(count), 5)
        self.choose("all", "linear")
        before = page.evaluate(ticks)
        page.evaluate("document.querySelectorAll('#all .legend button')[0].click()")
        self.assertEqual(page.evaluate(count), 4)
        self.assertEqual(page.evaluate("document.querySelector('#all .legend button').ariaPressed"), "false")
        self.assertNotIn("Impressions", page.evaluate("document.querySelector('#all .names').textContent"))
        self.assertNotEqual(page.evaluate(ticks), before)  # the rest takes the room

    def test_another_metric_of_the_posts_can_be_chosen(self):
        page = self.open()
        before = self.shown("posts")
        self.choose("compared", "url_clicks")
        self.assertNotEqual(self.shown("posts"), before)
        self.assertEqual(self.text("#compared .metric"), "URL clicks")
        want = sum(
            int(sample.value(sample.POSTS[0], "url_clicks", day, hour))
            for day in range(sample.FIRST_DAY, sample.FIRST_DAY + sample.DAYS)
            for hour in range(24 if day < sample.FIRST_DAY + sample.DAYS - 1 else 6)
        )
        self.assertEqual(self.text("#compared .legend small"), f"{want:,}")
        options = page.evaluate("[...document.querySelectorAll('#compared option')].map((one) => one.value)")
        self.assertEqual(options, ["impressions", "engagements", "favorites", "url_clicks", "user_follows"])

    def test_the_overview_zooms_by_mouse_and_by_keys(self):
        page = self.open()
        first, last = ("[...document.querySelectorAll('#all .grip')][%d].ariaValueNow" % i for i in (0, 1))
        self.assertEqual((page.evaluate(first), page.evaluate(last)), ("0", "341"))
        x, y, width, _ = page.middle("#all .strip")
        page.drag(x - width / 4, y, x)
        self.assertAlmostEqual(int(page.evaluate(first)), 342 / 4, delta=2)
        self.assertAlmostEqual(int(page.evaluate(last)), 342 / 2, delta=2)
        page.drag(x - width / 8, y, x + width / 8)  # moves what is chosen
        self.assertAlmostEqual(int(page.evaluate(first)), 342 / 2, delta=3)
        page.evaluate("document.querySelectorAll('#all .grip')[0].focus()")
        for key in ("Home", "ArrowRight", "ArrowRight"):
            page.press(key)
        self.assertEqual(page.evaluate(first), "2")
        self.assertIn("9 Nov 2026 02:00", page.evaluate("document.querySelector('#all .grip').getAttribute('aria-valuetext')"))
        page.evaluate("document.querySelector('#all .controls button').click()")
        self.assertEqual(page.evaluate(first), "0")
        self.assertTrue(page.evaluate("document.querySelector('#all .controls button').disabled"))

    def test_points_are_read_out_by_keys(self):
        page = self.open()
        page.evaluate("document.querySelector('#compared .frame').focus()")
        page.press("ArrowRight")
        self.assertIn("9 Nov 2026 00:00 (40 of 60 min)", self.text("#compared .readout"))
        page.press("ArrowRight")
        said = self.text("#compared .readout")
        self.assertIn("9 Nov 2026 01:00", said)
        self.assertIn(f"{int(sample.value(sample.POSTS[0], 'impressions', 9, 1)):,}", said)
        self.assertEqual(page.evaluate("document.querySelector('#compared .quiet').textContent.replace(/\\s+/g, ' ')"), " ".join(said.split()))
        page.press("Escape")
        self.assertTrue(page.evaluate("document.querySelector('#compared .readout').hidden"))

    def test_points_are_read_out_by_mouse_and_stay_inside(self):
        for width in (PHONE, DESK):
            page = self.open(width)
            for part in (0.01, 0.5, 0.99):
                x, y, wide, _ = page.middle("#all .plot")
                page.mouse("mouseMoved", x + wide * (part - 0.5), y)
                self.assertIn("Nov 2026", self.text("#all .readout"))
                self.assertLessEqual(page.evaluate("document.scrollingElement.scrollWidth"), width)
                self.assertLessEqual(page.evaluate("document.querySelector('#all .readout').getBoundingClientRect().right"), width)

    def test_a_finger_reads_points_out(self):
        page = self.open(PHONE)
        page.call("Emulation.setTouchEmulationEnabled", enabled=True)
        x, y, _, _ = page.middle("#weekly .plot")
        page.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.assertRegex(self.text("#weekly .readout"), r"Thu 1[12]:00–1[23]:00\s+[\d,.]+ an hour: [\d,]+ in 2 h")
        page.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def test_the_heat_map_is_read_out_by_keys(self):
        page = self.open()
        page.evaluate("document.querySelector('#weekly .frame').focus()")
        for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
            page.press(key)
        self.assertIn("Tue 01:00–02:00", self.text("#weekly .readout"))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    TOOL = os.path.abspath(sys.argv[1])
    if browser.find() is None:
        print("skipped: chromium is not installed")
        sys.exit(SKIPPED)
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
