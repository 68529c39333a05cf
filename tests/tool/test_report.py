"""xengage report: that its page shows the numbers that are there, and nothing but what it should."""
import base64
import contextlib
import csv
import hashlib
import json
import os
import pty
import re
import sqlite3
import subprocess
import tempfile
import unittest

import harness
import html_page
from harness import NOW, USER, Server, Simulator, answer, count, environment, refuse, run, snowflake

HOURLY = "tweet.id,engagement.type,engagement.day,engagement.hour"
DAYS = ("2026-11-16", "2026-11-17", "2026-11-18")


def number(text):
    """A count as the page writes it: 1,234; a dash is no count."""
    return None if text == "–" else int(text.replace(",", ""))


def tree(counts, **more):
    """A response in the server's shape, of {(post, metric, day, hour): count or None}."""
    body = {}
    for (post, metric, day, hour), value in counts.items():
        level = body.setdefault(str(post), {}).setdefault(metric, {}).setdefault(day, {})
        level["%02d" % hour] = None if value is None else str(value)
    return {"hourly": body, **more}


class Report(unittest.TestCase):
    """A folder for files, and pages made of them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return self.path(name)

    def text(self, content, *arguments):
        """The page of a file with this content."""
        done = run("report", "--from", self.write("in.json", content), *arguments, env={"XENGAGE_NOW": NOW})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def page(self, content, *arguments):
        return html_page.read(self.text(content, *arguments))

    def data(self, page):
        """What the page's script gets."""
        return json.loads(page.one("script", id="data").raw())


def tiles(page):
    """{metric: texts of its tile}."""
    return {
        tile.attributes["data-metric"]: tile.one("dd").text() for tile in page.all("div", class_="tile")
    }


def series(post, metric, hours=range(24), days=DAYS, of=None):
    """Counts of a Post by hour, which are all different."""
    of = of or (lambda day, hour: 1000 * DAYS.index(day) + 10 * hour + len(metric) + post % 7)
    return {(post, metric, day, hour): of(day, hour) for day in days for hour in hours}


class ReportNumbers(Report):
    POSTS = [snowflake(number) for number in range(3)]

    def counts(self):
        return {
            key: value
            for post in self.POSTS
            for metric in ("impressions", "engagements", "replies")
            for key, value in series(post, metric).items()
        }

    def total(self, counts, metric, post=None):
        return sum(v for k, v in counts.items() if k[1] == metric and post in (None, k[0]))

    def test_totals_and_the_rate_are_those_of_the_file(self):
        counts = self.counts()
        got = tiles(self.page(tree(counts)))
        self.assertEqual(set(got), {"impressions", "engagements", "engagement_rate", "replies"})
        for metric in ("impressions", "engagements", "replies"):
            self.assertEqual(number(got[metric].split()[-1]), self.total(counts, metric), metric)
        rate = self.total(counts, "engagements") / self.total(counts, "impressions")
        self.assertTrue(got["engagement_rate"].startswith("%.2f%%" % (100 * rate)), got)

    def test_the_table_of_the_time_series_has_each_hour(self):
        counts = self.counts()
        head, *rows = self.page(tree(counts)).one("table", class_="time").rows()
        self.assertEqual(head, ["Hour, UTC", "Impressions", "Engagements", "Replies"])
        self.assertEqual(len(rows), 72)
        self.assertEqual(rows[0][0], "16 Nov 2026 00:00")
        for i, row in enumerate(rows):
            for metric, cell in zip(("impressions", "engagements", "replies"), row[1:]):
                hour = [v for k, v in counts.items() if k[1:] == (metric, DAYS[i // 24], i % 24)]
                self.assertEqual(number(cell), sum(hour), row)

    def test_the_script_has_the_numbers_of_the_tables(self):
        page = self.page(tree(self.counts()))
        data = self.data(page)
        for kind, name in (("time", "time"), ("posts", "compared")):
            lines = data[kind]["lines"] if kind == "time" else data[kind]["metrics"][0]["lines"]
            columns = list(zip(*page.one("table", class_=name).rows()))[1:]
            self.assertEqual([line["label"] for line in lines], [column[0] for column in columns])
            for line, column in zip(lines, columns):
                self.assertEqual(line["values"], [number(cell) for cell in column[1:]])

    def test_posts_are_ranked_with_links_dates_and_all_counts(self):
        counts = self.counts()
        head, *rows = self.page(tree(counts), "-n", 2).one("table", class_="posts").rows()
        self.assertEqual(head, ["#", "Post", "Impressions", "Engagements", "Rate", "Replies"])
        best = sorted(self.POSTS, key=lambda post: -self.total(counts, "impressions", post))[:2]
        self.assertEqual([int(row[1][:19]) for row in rows], best)
        self.assertEqual({row[1][20:] for row in rows}, {"14 Nov 2026 12:00"})
        for post, row in zip(best, rows):
            sums = [self.total(counts, m, post) for m in ("impressions", "engagements", "replies")]
            self.assertEqual([number(row[i]) for i in (2, 3, 5)], sums)
            self.assertEqual(row[4], "%.2f%%" % (100 * sums[1] / sums[0]))

    def test_the_week_is_an_average_of_the_hours_that_there_are(self):
        post = self.POSTS[0]
        counts = {(post, "impressions", "2026-11-16", 5): 10, (post, "impressions", "2026-11-23", 5): 25,
                  (post, "impressions", "2026-11-17", 5): 12}
        page = self.page(tree(counts))
        rows = page.one("table", class_="week").rows()
        self.assertEqual(rows[0][:4], ["Hour", "Mon", "Tue", "Wed"])
        self.assertEqual(rows[6][:4], ["05:00", "17.5", "12", "–"])
        shades = {rect.attributes["data-cell"]: rect.attributes["class"] for rect in page.all("rect") if "data-cell" in rect.attributes}
        self.assertEqual(len(shades), 168)
        self.assertEqual((shades["5"], shades["29"], shades["53"]), ("q8", "q6", "unknown"))

    def test_hours_and_days_are_those_of_the_offset(self):
        post = self.POSTS[0]
        counts = {(post, "impressions", "2026-11-16", hour): 1 for hour in range(24)}
        page = self.page(tree(counts), "--utc-offset", "+02:00")
        self.assertEqual(page.one("table", class_="time").rows()[1][0], "16 Nov 2026 02:00")
        week = page.one("table", class_="week").rows()
        self.assertEqual([week[2][1:3], week[3][1:3]], [["–", "1"], ["1", "–"]])
        self.assertIn("UTC+02:00", page.one("section", id="week").text())

    def test_against_the_simulators_formula(self):
        with Simulator() as sim:
            posts = [snowflake(number, 4 + number) for number in range(3)]
            done = sim.run("report", *posts, "--start", "2026-11-10", "--end", "2026-11-24", "--quiet")
            self.assertEqual(done.returncode, 0, done.stderr)
            page = html_page.read(done.stdout)
            got = tiles(page)
            for metric in ("impressions", "video_views", "user_profile_clicks"):
                want = sum(int(sim.ask("--count", post, metric, "2026-11-10T00:00:00Z",
                                       "2026-11-24T00:00:00Z")) for post in posts)
                self.assertEqual(number(got[metric].split()[-1]), want, metric)
            self.assertIn("endpoint historical", page.one("header").text())
            self.assertIn("10 Nov 2026 00:00 – 24 Nov 2026 00:00 UTC", page.one("header").text())

    def test_windows_of_many_weeks_are_shown_by_day_without_losing_anything(self):
        post = self.POSTS[0]
        counts = {(post, "impressions", "2026-%02d-%02d" % (month, day), hour): 3 + hour
                  for month in (9, 10) for day in range(1, 31) for hour in range(24)}
        page = self.page(tree(counts))
        head, *rows = page.one("table", class_="time").rows()
        self.assertEqual(head[0], "Day, UTC")
        self.assertEqual(len(rows), 60)
        self.assertEqual({row[1] for row in rows}, {"348"})

    def test_files_by_day_have_no_week_and_no_offset(self):
        body = {"d": {str(self.POSTS[0]): {"impressions": {"2026-11-16": "5", "2026-11-17": "6"}}}}
        page = self.page(body, "--utc-offset", "5")
        self.assertEqual([row[1] for row in page.one("table", class_="time").rows()[1:]], ["5", "6"])
        self.assertIn("Days are those of UTC", page.one("section", id="time").text())
        self.assertIn("no hours", page.one("section", id="week").text())

    def test_totals_say_what_to_ask_for_instead_of_charts(self):
        page = self.page({"m": {str(post): {"favorites": str(i)} for i, post in enumerate(self.POSTS)}})
        self.assertIn("--endpoint historical", page.one("section", id="time").text())
        self.assertEqual(page.all("svg", class_="plot"), [])
        self.assertEqual(len(page.one("table", class_="posts").rows()), 4)
        self.assertEqual(page.all("section", id="week"), [])

    def test_sums_over_posts_have_no_ranking(self):
        page = self.page({"s": {"impressions": {"2026-11-16": "5", "2026-11-17": "7"}}})
        self.assertIn("these are sums over Posts", page.one("header").text())
        self.assertEqual(tiles(page)["impressions"], "12")
        self.assertIn("no counts by Post", page.one("section", id="posts").text())
        self.assertEqual([row[1] for row in page.one("table", class_="time").rows()[1:]], ["5", "7"])

    def test_nothing_at_all_makes_a_page_that_says_so(self):
        page = self.page({"g": {}})
        self.assertEqual(tiles(page), {})
        for section in ("totals", "time"):
            text = page.one("section", id=section).text()
            self.assertIn("There are no counts.", text)
            self.assertNotIn("ask for", text)
        self.assertIn("Posts with counts 0", page.one("header").text())

    def test_great_numbers_are_shortened_to_three_digits(self):
        values = {"impressions": 999499, "engagements": 999500, "favorites": 9999, "retweets": -12345,
                  "replies": 10000, "video_views": 99950, "media_views": 2**63 - 1, "app_opens": 1234567890}
        page = self.page({"g": {str(self.POSTS[0]): {m: str(v) for m, v in values.items()}}})
        self.assertEqual({m: text.split()[0] for m, text in tiles(page).items() if m in values},
                         {"impressions": "999k", "engagements": "1.00M", "favorites": "9,999", "retweets": "-12.3k",
                          "replies": "10.0k", "video_views": "100k", "media_views": "9223372T", "app_opens": "1.23B"})

    def test_sums_that_are_too_large_end_it_or_are_not_told(self):
        posts = {str(post): {"impressions": str(2**62)} for post in self.POSTS}
        self.assertIn("too large to add up", tiles(self.page({"g": posts}))["impressions"])
        hours = tree({(post, "impressions", DAYS[0], 0): 2**62 for post in self.POSTS})
        done = run("report", "--from", self.write("in.json", hours))
        self.assertEqual((done.returncode, done.stdout), (5, ""))

    def test_large_and_negative_counts_are_exact(self):
        post = self.POSTS[0]
        page = self.page(tree({(post, "impressions", DAYS[0], 0): 2**62, (post, "impressions", DAYS[0], 1): -(2**60)}))
        cells = [number(row[1]) for row in page.one("table", class_="time").rows()[1:]]
        self.assertEqual(cells, [2**62, -(2**60)])
        self.assertEqual([int(v) for v in self.data(page)["time"]["lines"][0]["values"]], cells)

    def test_csv_and_json_make_the_same_page(self):
        counts = self.counts()
        with open(self.path("in.csv"), "w", newline="", encoding="ascii") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["tweet_id", "engagement_type", "day", "hour", "value"])
            writer.writerows([p, m, d, "%02d" % h, v] for (p, m, d, h), v in counts.items())
        done = run("report", "--from", self.path("in.csv"), env={"XENGAGE_NOW": NOW})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, self.text(tree(counts)).replace("in.json", "in.csv"))


class ReportFiles(Report):
    """Several files, of the same Posts in other windows and of other Posts."""

    def files(self):
        """Of two windows; Post 1 is best in neither, but in both together."""
        def counts(values, day):
            return {(snowflake(n), metric, day, 7): value
                    for n, value in values.items() for metric in ("impressions", "replies")}

        one = tree(counts({0: 100, 1: 90, 2: 5}, DAYS[0]), unavailable_tweet_ids=[str(snowflake(9))])
        two = tree(counts({1: 90, 2: 100, 3: 1}, DAYS[1]), unavailable_tweet_ids=[str(snowflake(9))])
        return self.write("one.json", one), self.write("two.json", two)

    def page_of(self, *arguments, stdin=""):
        done = run("report", *arguments, stdin=stdin, env={"XENGAGE_NOW": NOW})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return html_page.read(done.stdout)

    def check(self, page):
        rows = page.one("table", class_="posts").rows()[1:]
        self.assertEqual([(int(row[1][:19]), number(row[2])) for row in rows],
                         [(snowflake(1), 180), (snowflake(2), 105), (snowflake(0), 100), (snowflake(3), 1)])
        self.assertEqual(tiles(page)["impressions"], "386")
        self.assertIn("Posts with counts 4 (1 not", page.one("header").text())
        self.assertIn("one.json", page.one("header").text())

    def test_counts_of_the_same_post_add_up(self):
        one, two = self.files()
        page = self.page_of("--from", one, "--from", two)
        self.check(page)
        self.assertEqual(len(page.one("table", class_="time").rows()), 1 + 25)
        data = self.data(page)["posts"]
        self.assertEqual(data["ids"], [str(snowflake(n)) for n in (1, 2, 0, 3)])
        self.assertEqual(data["metrics"][0]["totals"], [180, 105, 100, 1])
        values = data["metrics"][0]["lines"][0]["values"]
        self.assertEqual([value for value in values if value is not None], [90, 90])

    def test_chosen_posts_and_metrics_of_several_files(self):
        one, two = self.files()
        page = self.page_of("--from", one, "--from", two, "--post", snowflake(2), "--metric", "replies", "-n", 1)
        self.assertEqual(len(page.one("table", class_="posts").rows()), 2)
        self.assertEqual(self.data(page)["posts"]["metrics"][0]["totals"], [105])

    def test_what_cant_be_read_twice_is_told(self):
        one, two = self.files()
        with open(two, encoding="ascii") as file:
            page = self.page_of("--from", one, "--from", "-", stdin=file.read())
        self.check(page)
        self.assertIn("can’t be read twice", page.one("section", id="compare").text())

    def test_earlier_files_add_up_too(self):
        one, two = self.files()
        page = self.page_of("--from", one, "--before", one, "--before", two)
        self.assertIn("▼ -49.4%", tiles(page)["impressions"])  # 195 against 385, of the three that both have

    def test_a_part_that_was_not_delivered_leaves_a_post_out(self):
        one, _ = self.files()
        part = self.write("part.json", tree({(snowflake(0), "impressions", DAYS[1], 7): None,
                                             (snowflake(1), "impressions", DAYS[1], 7): 1}))
        rows = self.page_of("--from", one, "--from", part).one("table", class_="posts").rows()[1:]
        self.assertEqual([number(row[2]) for row in rows], [91, 5])


class ReportGaps(Report):
    POST = snowflake(1)

    def test_what_was_not_delivered_is_a_gap_and_a_dash(self):
        counts = series(self.POST, "impressions", hours=range(5), days=DAYS[:1])
        counts[self.POST, "impressions", DAYS[0], 2] = None
        page = self.page(tree(counts), "--post", self.POST)
        values = self.data(page)["posts"]["metrics"][0]["lines"][0]["values"]
        self.assertEqual([value is None for value in values], [False, False, True, False, False])
        cells = [row[1] for row in page.one("table", class_="compared").rows()[1:]]
        self.assertEqual(cells[2], "–")
        path = page.one("svg", data_chart="posts").one("svg", class_="lines").all("path")[0].attributes["d"]
        self.assertEqual(re.findall("[ML]", path), ["M", "L", "M", "L"])
        self.assertIn("nothing was delivered", page.one("section", id="compare").text())

    def test_partly_covered_days_are_marked(self):
        body = {"d": {str(self.POST): {"impressions": {"2026-11-16": "5", "2026-11-17": "6"}}},
                "start": "2026-11-16T06:00:00Z", "end": "2026-11-18T00:00:00Z"}
        page = self.page(body)
        self.assertEqual(self.data(page)["time"]["partial"], {"0": 18 * 3600})
        self.assertEqual(page.one("table", class_="time").rows()[1][0], "16 Nov 2026 (18 of 24 h)")
        self.assertEqual(len(page.one("svg", data_chart="all").all("rect", class_="partial")), 1)
        self.assertIn("a part of that day only", page.one("section", id="time").text())

    def test_what_is_zero_throughout_is_named_and_not_drawn(self):
        counts = {**series(self.POST, "impressions"), **series(self.POST, "app_opens", of=lambda *_: 0),
                  **series(self.POST, "replies", of=lambda _, hour: (-1) ** hour)}
        page = self.page(tree(counts))
        self.assertEqual([line["label"] for line in self.data(page)["time"]["lines"]], ["Impressions", "Replies"])
        self.assertIn("Zero throughout, and not drawn: App opens.", page.one("section", id="time").text())

    def test_reasons_that_differ_by_their_numbers_are_one(self):
        ids = [snowflake(number) for number in range(1, 5)]
        lines = [{"tweet_id": str(ids[0]), "engagement_type": "impressions", "value": 5},
                 *({"tweet_id": str(ids[i]), "state": "forbidden", "reason": f"Not yours: {text}; ask"}
                   for i, text in ((1, ids[1]), (2, f"{ids[2]}, {ids[3]}"), (3, f"{ids[2]}, {ids[3]}")))]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "counts.jsonl")
            with open(path, "w") as file:
                file.writelines(json.dumps(line) + "\n" for line in lines)
            done = run("report", "--from", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = html_page.read(done.stdout).one("section", id="missing").one("table").rows()
        self.assertEqual([row[:2] for row in rows[1:]], [["forbidden", "3"]])
        self.assertIn("Not yours: …; ask", rows[1][2])

    def test_states_and_reasons_are_counted_and_ids_named(self):
        known, gone, other = snowflake(1), snowflake(2), snowflake(3)

        def script(request):
            return answer(request, leave_out=[gone, other], unavailable_tweet_ids=[str(gone), str(other)])

        with Server(script) as server:
            done = server.run("report", known, gone, other, "--metrics", "impressions,favorites")
        self.assertEqual(done.returncode, 1, done.stderr)
        page = html_page.read(done.stdout)
        section = page.one("section", id="missing")
        rows = section.one("table").rows()
        self.assertEqual([row[:2] for row in rows[1:]], [["unavailable", "2"]])
        links = [link.text() for link in section.all("a")]
        self.assertEqual(links, [str(gone), str(other)])
        self.assertIn("2 not delivered", page.one("header").text())

    def test_of_many_ids_the_first_are_named_and_the_rest_counted(self):
        gone = [str(snowflake(number)) for number in range(300)]
        page = self.page({"g": {str(snowflake(999)): {"replies": "1"}}, "unavailable_tweet_ids": gone})
        section = page.one("section", id="missing")
        self.assertEqual(section.one("table").rows()[1][:2], ["unavailable", "300"])
        self.assertEqual(len(section.all("a")), 200)
        self.assertIn("and 100 more", section.text())


class ReportChoices(Report):
    def body(self):
        return tree({key: value for number in range(8) for key, value in
                     series(snowflake(number), "impressions", hours=range(3), days=DAYS[:1],
                            of=lambda day, hour, number=number: 1 + number * 10 + hour).items()} |
                    series(snowflake(0), "engagements", hours=range(3), days=DAYS[:1], of=lambda *_: 2))

    def test_the_best_five_are_compared_in_their_order(self):
        data = self.data(self.page(self.body()))
        self.assertEqual(data["posts"]["ids"], [str(snowflake(n)) for n in (7, 6, 5, 4, 3)])

    def test_chosen_posts_are_compared_in_the_order_given(self):
        chosen = [snowflake(n) for n in (2, 6, 0)]
        arguments = [word for post in chosen for word in ("--post", post)]
        data = self.data(self.page(self.body(), *arguments))
        self.assertEqual(data["posts"]["ids"], [str(post) for post in chosen])
        impressions = data["posts"]["metrics"][0]
        self.assertEqual(impressions["lines"][1]["values"], [61, 62, 63])

    def test_chosen_posts_that_are_not_there_are_told_of(self):
        section = self.page(self.body(), "--post", snowflake(77)).one("section", id="compare")
        self.assertIn("no counts by time of any of them", section.text())
        page = self.page(self.body(), "--post", snowflake(77), "--post", snowflake(1))
        self.assertEqual(self.data(page)["posts"]["metrics"][0]["totals"], [None, 36])

    def test_ranking_by_another_metric_and_by_rate(self):
        page = self.page(self.body(), "--metric", "engagements")
        self.assertEqual(page.one("table", class_="posts").rows()[0][2], "Engagements")
        page = self.page(self.body(), "--by", "engagement-rate")
        head, *rows = page.one("table", class_="posts").rows()
        self.assertEqual(head[2], "Engagement rate")
        self.assertEqual(rows[0][2], "100.00%")  # 6 of 1 + 2 + 3

    def test_an_earlier_window_is_compared_over_the_posts_that_both_have(self):
        before = {"m": {str(snowflake(number)): {"impressions": "10"} for number in (0, 1, 99)}}
        after = {"m": {str(snowflake(number)): {"impressions": "15", "replies": "1"} for number in range(3)}}
        page = self.page(after, "--before", self.write("before.json", before))
        got = tiles(page)
        self.assertEqual(got["impressions"], "45 ▲ +50.0% over 2 Posts")
        self.assertEqual(got["replies"], "3 no comparison")

    def test_more_than_a_page_has_room_for_is_refused(self):
        for arguments in (["-n", 1001], ["--post", 1] * 19):
            done = run("report", "--from", "nothing", *arguments)
            self.assertEqual(done.returncode, 2)
            self.assertIn("--count" if "-n" in arguments else "--post", done.stderr)


class ReportSafety(Report):
    HOSTILE = "</title><script>alert(1)</script>\"'&<img src=http://evil.example/x onerror=x> \u202e"

    def leads_out(self, page):
        """What a browser would follow or load."""
        found = []
        for node in page.walk():
            for key, value in node.attributes.items():
                self.assertFalse(key.startswith("on"), (node.name, key))
                if key in ("src", "href", "srcset", "action", "data", "poster", "xlink:href", "style"):
                    found.append((node.name, key, value))
        return found

    def check(self, page):
        for name, key, value in self.leads_out(page):
            self.assertEqual((name, key), ("a", "href"))
            self.assertRegex(value, r"^(#missing|https://x\.com/i/status/\d+)$")
        for link in page.all("a"):
            if not link.attributes["href"].startswith("#"):
                self.assertEqual(link.attributes["rel"], "noopener noreferrer")
        style = page.one("style").raw()
        self.assertNotIn("url(", style)
        self.assertNotIn("@import", style)
        self.assertEqual([node.name for node in page.walk() if node.name in ("img", "link", "iframe", "object", "base")], [])

    def policy(self, page):
        meta = page.one("meta", http_equiv="Content-Security-Policy")
        return dict(part.split(" ", 1) for part in meta.attributes["content"].split("; "))

    def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else(self):
        page = self.page(tree(series(snowflake(1), "impressions")))
        script, = (node for node in page.all("script") if not node.attributes)
        hashes = {
            name: "'sha256-" + base64.b64encode(hashlib.sha256(node.raw().encode()).digest()).decode() + "'"
            for name, node in (("script-src", script), ("style-src", page.one("style")))
        }
        self.assertEqual(self.policy(page), {"default-src": "'none'", "base-uri": "'none'",
                                             "form-action": "'none'", **hashes})

    def test_nothing_leads_out_but_links_to_posts(self):
        self.check(self.page(tree(series(snowflake(1), "impressions")), "--title", "Plain"))

    def test_hostile_texts_are_texts(self):
        name = self.write("<script>alert(2)<&'\".json",
                          {"g": {str(snowflake(1)): {"replies": "1"}}, "errors": [self.HOSTILE]})
        done = run("report", "--from", name, "--title", self.HOSTILE, env={"XENGAGE_NOW": NOW})
        self.assertEqual(done.returncode, 0, done.stderr)
        page = html_page.read(done.stdout)
        self.check(page)
        self.assertEqual(len(page.all("script")), 2)
        shown = self.HOSTILE.replace("\u202e", "\ufffd")
        self.assertEqual(page.one("h1").raw(), shown)
        self.assertEqual(page.one("title").raw(), shown)
        self.assertIn("<script>alert(2)<&'\".json", page.one("header").text())

    def test_hostile_states_and_reasons_are_texts(self):
        path = self.path("counts.sqlite")
        with Server(lambda r: answer(r, leave_out=[snowflake(2)], unavailable_tweet_ids=[str(snowflake(2))])) as server:
            done = server.run("totals", snowflake(1), snowflake(2), "--metrics", "impressions", "--sqlite", path)
            self.assertEqual(done.returncode, 1, done.stderr)
        with contextlib.closing(sqlite3.connect(path)) as base, base:
            base.execute("UPDATE xengage_ids SET reason = ? WHERE state <> 'delivered'", (self.HOSTILE,))
        done = run("report", "--from", path, env={"XENGAGE_NOW": NOW})
        self.assertEqual(done.returncode, 0, done.stderr)
        page = html_page.read(done.stdout)
        self.check(page)
        reason = page.one("table", class_="missing").all("bdi")[1].raw()
        self.assertEqual(reason, self.HOSTILE.replace("\u202e", "\ufffd"))

    def test_titles_that_are_no_utf8_become_so(self):
        path = self.write("in.json", {"g": {str(snowflake(1)): {"replies": "1"}}})
        done = subprocess.run([harness.TOOL, "report", "--from", path, "--title", b"a\xff\xc0\xaf\xed\xa0\x80b\x1b"],
                              capture_output=True, env=environment({"XENGAGE_NOW": NOW}), timeout=50)
        self.assertEqual(done.returncode, 0, done.stderr)
        title = html_page.read(done.stdout.decode("utf-8")).one("h1").raw()
        self.assertRegex(title, "^a\ufffd+b\ufffd$")

    def test_the_same_input_makes_the_same_page(self):
        body = tree(series(snowflake(1), "impressions"))
        self.assertEqual(self.text(body), self.text(body))
        self.assertIn("24 Nov 2026 12:00 UTC", self.page(body).one("header").text())


class ReportOutput(Report):
    def test_a_terminal_gets_no_html(self):
        path = self.write("in.json", {"g": {str(snowflake(1)): {"replies": "1"}}})
        ours, theirs = pty.openpty()
        done = subprocess.run([harness.TOOL, "report", "--from", path], stdout=theirs, stderr=subprocess.PIPE,
                              env=environment({}), timeout=50, text=True)
        os.close(theirs)
        os.close(ours)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--out FILE", done.stderr)

    def test_nothing_is_left_half_written(self):
        path = self.write("bad.json", '{"g": {"1')
        self.write("page.html", "old")
        done = run("report", "--from", path, "--out", self.path("page.html"))
        self.assertGreater(done.returncode, 1)
        self.assertIn("--from", done.stderr)
        self.assertEqual(sorted(os.listdir(self.folder)), ["bad.json", "page.html"])
        with open(self.path("page.html"), encoding="ascii") as file:
            self.assertEqual(file.read(), "old")

    def test_a_run_that_got_nothing_makes_no_page(self):
        with Server(lambda request: refuse(401, "no")) as server:
            done = server.run("report", snowflake(1), "--out", self.path("page.html"), env=USER)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(os.listdir(self.folder), [])

    def test_it_runs_a_job_over_the_limit_of_a_request(self):
        posts = [snowflake(i) for i in range(60)]
        with Server(answer) as server:
            done = server.run("report", *posts, "--endpoint", "totals", "--metrics", "impressions",
                              "--out", self.path("page.html"), "--quiet")
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        with open(self.path("page.html"), encoding="utf-8") as file:
            page = html_page.read(file.read())
        self.assertEqual(number(tiles(page)["impressions"].split()[-1]), sum(count(p, "impressions") for p in posts))

    def test_memory_does_not_grow_with_the_posts(self):
        path = self.path("many.csv")
        with open(path, "w", encoding="ascii") as file:
            file.write("tweet_id,engagement_type,value\n")
            for start in range(0, 200000, 1000):
                file.write("".join("%d,impressions,%d\n" % (snowflake(i), i) for i in range(start, start + 1000)))
        script = ("import resource, subprocess, sys; p = subprocess.run(sys.argv[1:]); "
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(p.returncode)")
        done = subprocess.run(["python3", "-c", script, harness.TOOL, "report", "--from", path, "--out", self.path("p.html")],
                              capture_output=True, text=True, env=environment({"XENGAGE_NOW": NOW}), timeout=100)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(harness.TOOL, "rb") as file:
            sanitized = b"__asan_init" in file.read()
        if not sanitized:
            self.assertLess(int(done.stdout), 100 * 1024, "kB")
        with open(self.path("p.html"), encoding="utf-8") as file:
            page = html_page.read(file.read())
        self.assertEqual(number(tiles(page)["impressions"].split()[-1]), sum(range(200000)))
        self.assertEqual(page.one("table", class_="posts").rows()[1][2], "199,999")
