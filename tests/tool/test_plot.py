"""xengage plot: that its bars are as high as the counts, where they are, and what is said of the rest."""
import contextlib
import datetime
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import tempfile
import termios
import unittest

from harness import NOW, USER, Server, answer, count, run, snowflake

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # in any locale
UTF8 = {"LC_ALL": "C.UTF-8"}
POST = snowflake(1)
UNITS = {"": 1, "k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
UP = {"unicode": dict(zip(" ▁▂▃▄▅▆▇█", range(9))), "ascii": {" ": 0, "_": 1, "=": 4, "#": 8}}
DOWN = {"unicode": {" ": 0, "▔": 1, "▀": 4, "█": 8}, "ascii": {" ": 0, "'": 1, '"': 4, "#": 8}}


def day(index, first="2026-11-01"):
    return (datetime.date.fromisoformat(first) + datetime.timedelta(index)).isoformat()


def by_day(values, metric="impressions", post=POST, first="2026-11-01", **more):
    """A response with a count a day; None is one that wasn't delivered, "" one that isn't there."""
    days = {day(i, first): None if value is None else str(value)
            for i, value in enumerate(values) if value != ""}
    return {"g": {str(post): {metric: days}}, **more}


def by_hour(values, metric="impressions", first="2026-11-01", **more):
    days = {}
    for i, value in enumerate(values):
        days.setdefault(day(i // 24, first), {})["%02d" % (i % 24)] = str(value)
    return {"g": {str(POST): {metric: days}}, **more}


def tick(text):
    number, unit = re.fullmatch(r"(-?[\d.]+)([kMBT]?)", text).groups()
    return round(float(number) * UNITS[unit])


class Drawing:
    """One panel of a plot, read."""

    def __init__(self, text, style="unicode", panel=0):
        lines = text.splitlines()
        inside = [i for i, line in enumerate(lines) if re.match(r" *[-\d.kMBT]* [│┤┼|+]", line)]
        panels, before = [], None
        for i in inside:
            if before is None or i != before + 1:
                panels.append([])
            panels[-1].append(lines[i])
            before = i
        self.count = len(panels)
        self.lines = panels[panel]
        self.labels = lines[inside[-1] + 1]
        self.above = lines[: inside[0]]
        self.below = " ".join(lines[inside[-1] + 2:]).strip()
        self.margin = max(map(len, (re.match(r" *[-\d.kMBT]* ", line)[0] for line in self.lines))) + 1
        names = [line[: self.margin - 1].strip() for line in self.lines]
        self.zero = names.index("0")
        # A label is of the end of its line, as seen from the axis.
        self.ticks = {self.zero - i: tick(name) for i, name in enumerate(names) if name}
        marked = [(line, value) for line, value in self.ticks.items() if line]
        self.unit = marked[0][1] / marked[0][0] if marked else None
        for line, value in marked:
            assert abs(value - line * self.unit) < 1e-6 * abs(value), self.ticks
        self.axis = self.lines[self.zero][self.margin:]
        self.style = style

    def column(self, at):
        """Heights above and below the axis in eighths of a line, in a column of text."""
        cells = [line[self.margin:].ljust(at + 1)[at] for line in self.lines]
        up = [UP[self.style][c] for c in reversed(cells[: self.zero])]
        down = [DOWN[self.style][c] for c in cells[self.zero + 1:]]
        for part in (up, down):
            rest = part[len([x for x in part if x == 8]):]
            assert sum(1 for x in rest if x) <= 1 and (not rest or not any(rest[1:])), "no holes"
        return sum(up), sum(down)


class Plot(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, content, name="in.json"):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return self.path(name)

    def run_plot(self, content, *arguments, env=None):
        variables = {"XENGAGE_NOW": NOW, "COLUMNS": "80", **UTF8, **(env or {})}
        return run("plot", "--from", self.write(content), *arguments, env=variables)

    def text(self, content, *arguments, env=None):
        done = self.run_plot(content, *arguments, env=env)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def refusal(self, content, *arguments):
        done = self.run_plot(content, *arguments)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        return done.stderr

    def assert_heights(self, drawing, values, width):
        """Each bar ends where its count is, and is seen unless it is zero."""
        near = {"unicode": (0.5, 2.5), "ascii": (2.5, 2.5)}[drawing.style]
        for i, value in enumerate(values):
            value = value or 0
            for at in range(i * width, (i + 1) * width - (width >= 3)):
                up, down = drawing.column(at)
                self.assertEqual((up > 0, down > 0), (value > 0, value < 0), (i, value))
                for height, size, step in ((up, value, near[0]), (down, -value, near[1])):
                    exact = max(size, 0) / drawing.unit * 8
                    self.assertTrue(abs(height - exact) <= step + 1e-6 or exact < 1 == height,
                                    (i, value, height, exact))


class PlotBars(Plot):
    CASES = {
        "one": ([1234567], 8),
        "two": ([1234567, 834567], 8),
        "four weeks": ([int(40000 * 0.85**i) + i * i for i in range(28)], 2),
        "zeros": ([0] * 28, 2),
        "a spike": ([3] * 13 + [9876543210] + [3] * 14, 2),
        "corrections": ([(i * 7919) % 1300 - 300 for i in range(28)], 2),
        "corrections only": ([-i * 7 for i in range(9)], 8),
        "little below zero": ([1000, -1, 900], 8),
        "small": ([0, 1, 2, 3], 8),
        "the largest": ([2**63 - 1, -(2**63 - 1), 5], 8),
        "gaps": ([5, None, 7, "", "", 0, 9], 8),
    }

    def test_bars_are_as_high_as_the_counts(self):
        for name, (values, width) in self.CASES.items():
            for style, more in (("unicode", ()), ("ascii", ("--ascii",))):
                for height in ((), ("--height", 4), ("--height", 7), ("--height", 33)):
                    with self.subTest(name, style=style, height=height):
                        text = self.text(by_day(values), *more, *height, "--metric", "impressions",
                                         "--step", "day")
                        drawing = Drawing(text, style)
                        numbers = [value if isinstance(value, int) else 0 for value in values]
                        self.assert_heights(drawing, numbers, width)
                        lines = len(drawing.lines) - 1
                        self.assertLessEqual(lines, height[1] if height else 12)
                        if any(numbers):
                            self.assertGreaterEqual(lines, (height[1] if height else 12) // 3)
                        self.assertGreaterEqual(len(drawing.ticks), 2)

    def test_ticks_are_round(self):
        for most in (1, 7, 99, 101, 2500, 123456, 999999, 1000001, 5 * 10**12, 2**63 - 1):
            ticks = Drawing(self.text(by_day([most]))).ticks
            step = ticks[min(line for line in ticks if line)]
            self.assertRegex(str(step), "^[125]0*$")
            self.assertEqual(sorted(ticks.values()), [i * step for i in range(len(ticks))])

    def test_what_was_not_delivered_is_no_zero(self):
        text = self.text(by_day([5, None, 7, "", "", 0, 9]), "--step", "day")
        drawing = Drawing(text)
        marks = [drawing.axis[i * 8 + 1: i * 8 + 7] for i in range(7)]
        self.assertEqual(marks, [("×" if i in (1, 3, 4) else "─") * 6 for i in range(7)])
        self.assertIn("3 of 7 days not delivered (×)", text)
        self.assertIn("total 21; maximum 9 on 7 Nov 2026", text)

    def test_what_a_window_covers_in_part_is_marked(self):
        content = by_day([7] * 10, start="2026-11-01T06:00:00Z", end="2026-11-11T00:00:00Z")
        text = self.text(content, "--step", "week")
        drawing = Drawing(text)
        # From Monday, 26 October: a day of the first week, all of the second, two of the third.
        self.assertEqual(drawing.axis, "┬~~~~~~─┬───────┬~~~~~~─")
        self.assertIn("2 weeks covered in part (~)", text)
        self.assertIn("maximum 49 in the week from 2 Nov 2026", text)
        self.assert_heights(drawing, [7, 49, 14], 8)
        self.assertIn("1 day covered in part (~)", self.text(content, "--step", "day"))

    def test_rows_cover_the_hours_that_they_have(self):
        hours = [(day(i // 24), "%02d" % (i % 24)) for i in range(5, 60)]
        lines = [f"{POST},impressions,{date},{hour},{i}\n" for i, (date, hour) in enumerate(hours)]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "counts.csv")
            with open(path, "w") as file:
                file.writelines(["tweet_id,engagement_type,day,hour,value\n", *lines])
            done = run("plot", "--from", path, "--step", "day", env=UTF8)
            twice = run("plot", "--from", path, "--from", os.path.join(folder, ".", "counts.csv"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("2 days covered in part (~)", done.stdout)
        self.assertEqual((twice.returncode, twice.stdout), (2, ""))
        self.assertIn("--from", twice.stderr)
        self.assertIn("given twice", twice.stderr)

    def test_a_column_of_several_points_shows_the_least_and_the_most(self):
        values = [(i * 7919) % 1000 + 3 * i for i in range(700)]
        for style, marks in (("unicode", "█▒"), ("ascii", "#:")):
            text = self.text(by_day(values, first="2024-01-01"), *(["--ascii"] if style == "ascii" else []))
            drawing = Drawing.__new__(Drawing)
            drawing.__init__(text.replace(marks[1], " "), style)
            width = 80 - drawing.margin
            rows = [line[drawing.margin:].ljust(width) for line in text.splitlines()[2:14]][::-1]
            for at in range(width):
                part = values[at * 700 // width: (at + 1) * 700 // width]
                least, most = (int(x / drawing.unit + 0.5) for x in (min(part), max(part)))
                column = "".join(row[at] for row in rows[-drawing.zero:])
                self.assertEqual(column.rstrip(), marks[0] * least + marks[1] * (max(most, 1) - least), at)
            self.assertIn("Each column is of up to 10 days: %s to the least of them, %s to the most."
                          % tuple(marks), text)

    def test_nothing_is_wider_than_asked_for(self):
        for number in (1, 2, 28, 96, 700):
            for width in (24, 40, 80, 120, 1000):
                for post in ((), ("--post", POST, "--post", snowflake(2))):
                    text = self.text(by_day([10**9 + i for i in range(number)]), "--width", width, *post,
                                     "--title", "Counts of a year in which much happened")
                    self.assertLessEqual(max(map(len, text.splitlines())), width)
                    self.assertEqual([line for line in text.splitlines() if line != line.rstrip()], [])


class PlotTime(Plot):
    def assert_labels(self, text, at, first, number, per, width, offset=0):
        """Labels are below the points that they name, with room between them."""
        drawing = Drawing(text)
        labels = [(m.start() - drawing.margin, m[0]) for m in re.finditer(r"\S+( \S+)*", drawing.labels)]
        self.assertGreaterEqual(len(labels), at)
        start = datetime.datetime.fromisoformat(first) + datetime.timedelta(hours=offset)
        for place, label in labels:
            self.assertEqual(place % width, 0)
            time = start + per * (place // width)
            self.assertLess(place // width, number)
            date = "%d %s" % (time.day, MONTHS[time.month - 1])
            self.assertEqual(label, date if time.hour == 0 else time.strftime("%H:%M"))
            self.assertEqual(drawing.axis[place], "┬")
        return [label for _, label in labels]

    def test_dates_are_below_their_days(self):
        one = datetime.timedelta(days=1)
        for number, width in ((1, 8), (2, 8), (9, 8), (14, 5), (28, 2), (70, 1)):
            text = self.text(by_day(range(number)), "--step", "day")
            self.assert_labels(text, 1 if number == 1 else 2, "2026-11-01", number, one, width)

    def test_weeks_begin_on_monday(self):
        labels = self.assert_labels(self.text(by_day(range(28))), 4, "2026-11-01", 28,
                                    datetime.timedelta(days=1), 2)
        self.assertEqual(labels, ["2 Nov", "9 Nov", "16 Nov", "23 Nov"])

    def test_hours_are_below_their_hours(self):
        hour = datetime.timedelta(hours=1)
        for offset in (0, 3, -5):
            for number, width in ((24, 3), (72, 1)):
                text = self.text(by_hour(range(1, number + 1)), "--step", "hour", "--utc-offset", offset)
                self.assert_labels(text, 3, "2026-11-01T00:00", number, hour, width, offset)

    def test_months_and_years_are_told(self):
        text = self.text(by_day([5] * 700, first="2025-01-01"))
        self.assertEqual(re.split("  +", Drawing(text).labels.strip()),
                         ["Jan 2025", "Apr 2025", "Jul 2025", "Oct 2025", "Jan 2026", "Apr 2026", "Jul 2026"])
        text = self.text(by_day([5] * 700, first="2025-01-01"), "--width", 45)
        self.assertEqual(re.split("  +", Drawing(text).labels.strip()), ["Jan 2025", "Jul 2025", "Jan 2026", "Jul 2026"])

    def test_the_step_is_an_hour_for_four_days(self):
        self.assertIn(" by hour, 1 Nov 2026 00:00 to 4 Nov 2026 23:00, UTC", self.text(by_hour(range(96))))
        self.assertIn(" by day, 1 Nov 2026 to 5 Nov 2026, UTC", self.text(by_hour(range(97))))
        self.assertIn(" by day, 1 Nov 2026 to 2 Nov 2026, UTC", self.text(by_day(range(2))))
        self.assertIn(" by week, 26 Oct 2026, UTC", self.text(by_hour([1] * 5), "--step", "week"))

    def test_days_begin_where_the_offset_says(self):
        values = [2**(i // 8) for i in range(72)]
        text = self.text(by_hour(values), "--step", "day", "--utc-offset", "+08:00")
        # Local midnight is at 16:00 UTC.
        sums = [sum(values[max(0, 24 * i - 8): 24 * i + 16]) for i in range(4)]
        self.assert_heights(Drawing(text), sums, 8)
        self.assertIn("by day, 1 Nov 2026 to 4 Nov 2026, UTC+08:00", text)
        self.assertIn("total {:,}; maximum {:,} on".format(sum(sums), max(sums)), text)

    def test_files_are_added_up(self):
        other = self.write(by_day([10, 20], first="2026-11-02"), "other.json")
        text = self.text(by_day([1, 2, 3]), "--from", other, "--step", "day")
        self.assert_heights(Drawing(text), [1, 12, 23], 8)
        self.assertIn("total 36; maximum 23 on 3 Nov 2026", text)


class PlotChoice(Plot):
    def both(self, one, other):
        content = by_day(one)
        content["g"][str(snowflake(2))] = by_day(other, post=snowflake(2))["g"][str(snowflake(2))]
        return content

    def test_each_chosen_post_has_a_panel_of_the_same_scale(self):
        one, other = [100, 90, 5, 1], [7, "", 50, 2]
        text = self.text(self.both(one, other), "--post", POST, "--post", snowflake(2), "--post", 77)
        self.assertEqual(Drawing(text).count, 3)
        self.assert_heights(Drawing(text, panel=0), one, 8)
        self.assert_heights(Drawing(text, panel=1), [value or 0 for value in other], 8)
        self.assertEqual(Drawing(text, panel=0).ticks, Drawing(text, panel=1).ticks)
        self.assertIn("Post %d: total 196; maximum 100 on 1 Nov 2026\n" % POST, text)
        self.assertIn("Post %d: total 59; maximum 50 on 3 Nov 2026; 1 of 4 days not\ndelivered (×)"
                      % snowflake(2), text)
        self.assertIn("Post 77: nothing was delivered", text)

    def test_all_posts_are_summed_unless_one_is_chosen(self):
        content = self.both([100, 90], [7, 50])
        self.assertIn("impressions of all Posts by day", self.text(content))
        self.assert_heights(Drawing(self.text(content)), [107, 140], 8)
        text = self.text(content, "--post", snowflake(2))
        self.assertIn("impressions of Post %d by day" % snowflake(2), text)
        self.assert_heights(Drawing(text), [7, 50], 8)

    def test_the_metric_is_impressions_or_the_first_there_is(self):
        content = by_day([3, 4], "replies")
        content["g"][str(POST)].update(by_day([1, 2], "favorites")["g"][str(POST)])
        self.assertIn("favorites of all Posts", self.text(content))
        self.assert_heights(Drawing(self.text(content, "--metric", "replies")), [3, 4], 8)
        content["g"][str(POST)].update(by_day([7, 8])["g"][str(POST)])
        self.assertIn("impressions of all Posts", self.text(content))
        self.assertIn("there are no counts of url_clicks, but of impressions, favorites, replies",
                      self.refusal(content, "--metric", "url_clicks"))

    def test_what_lacks_in_a_file_is_said(self):
        lacking = self.refusal({"g": {str(POST): {"favorites": "3"}}})
        self.assertRegex(lacking, r"--from \S+: its counts have no time in them; get them with --group "
                                  r"'g=engagement.type,engagement.day', from historical or 28hr")
        self.assertIn("are by day, not by hour, as --step asks for; get them with --group "
                      "'g=engagement.type,engagement.day,engagement.hour'",
                      self.refusal(by_day([1]), "--step", "hour"))
        self.assertIn("--utc-offset can't make other days",
                      self.refusal(by_day([1]), "--utc-offset", "1"))
        sums = {"g": {"favorites": {"2026-11-01": "3"}}}
        self.assertIn("are sums over Posts; get them with --group 'g=tweet.id,engagement.type,",
                      self.refusal(sums, "--post", POST))
        self.assertIn("at least 24 columns", self.refusal(sums, "--width", 5))

    def test_nothing_to_draw_is_said(self):
        done = self.run_plot({"unavailable_tweet_ids": [str(POST)], "g": {}})
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("there is nothing to draw", done.stderr)

    def test_totals_have_no_time(self):
        done = run("plot", "--endpoint", "totals", POST, env={"XENGAGE_NOW": NOW, **USER})
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("--endpoint totals: its counts have no time in them", done.stderr)


class PlotLook(Plot):
    def test_plain_characters_where_the_locale_has_no_others(self):
        content = by_day([5, None, -2, 9])
        for env in ({"LC_ALL": "C"}, {"LC_ALL": "", "LC_CTYPE": "POSIX", "LANG": "de_DE.UTF-8"},
                    {"LC_ALL": "", "LC_CTYPE": "", "LANG": ""}):
            self.assertTrue(self.text(content, "--title", "Zählung", env=env).isascii())
        self.assertTrue(self.text(content, "--ascii", "--title", "Zählung").isascii())
        for env in ({"LC_ALL": "", "LC_CTYPE": "de_DE.utf8"},
                    {"LC_ALL": "", "LC_CTYPE": "", "LANG": "en_US.UTF-8"}):
            self.assertIn("█", self.text(content, env=env))

    def test_a_title_stands_above_and_controls_nothing(self):
        text = self.text(by_day([5]), "--title", "Wo\x1B[31mche 45\u009b – \u00e4\xad\t!")
        self.assertEqual(text.splitlines()[0], "Wo?[31mche 45? – \u00e4\xad?!")

    def test_width_is_that_of_columns(self):
        for columns, expected in (("40", 40), ("100", 100), ("", 80), ("x", 80), ("7", 24)):
            text = self.text(by_day([9] * 900), env={"COLUMNS": columns})
            self.assertEqual(max(map(len, text.splitlines())), expected)

    def test_a_file_has_the_same_without_colours(self):
        content = by_day([5, 6])
        expected = self.text(content)
        self.assertEqual(self.text(content, "--out", self.path("plot.txt")), "")
        with open(self.path("plot.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), expected)
        self.assertNotIn("\x1B", expected)

    def on_terminal(self, content, columns, **env):
        """What a terminal of a width gets."""
        main, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        variables = {"XENGAGE_NOW": NOW, "TERM": "xterm", "COLUMNS": "", "NO_COLOR": "", **UTF8, **env}
        with os.fdopen(terminal, "wb") as out:
            done = run("plot", "--from", self.write(content), env=variables, stdout=out)
        self.assertEqual(done.returncode, 0)
        got = b""
        with os.fdopen(main, "rb", 0) as file, contextlib.suppress(OSError):
            while True:
                part = file.read(65536)
                if not part:
                    break
                got += part
        return got.decode().replace("\r\n", "\n")

    def test_colours_are_on_a_terminal_only_and_say_nothing(self):
        content = by_day([9] * 900)
        coloured = self.on_terminal(content, 60)
        plain = re.sub("\x1B\\[[0-9;]*m", "", coloured)
        self.assertNotEqual(coloured, plain)
        self.assertEqual(plain, self.text(content, env={"COLUMNS": "60"}))
        self.assertEqual(plain, self.on_terminal(content, 60, NO_COLOR="1"))
        self.assertEqual(plain, self.on_terminal(content, 60, TERM="dumb"))


class PlotOfPosts(Plot):
    POSTS = [snowflake(i) for i in (1, 2, 3)]

    def test_the_server_is_asked_for_days_and_hours(self):
        def script(request):
            return answer(request, leave_out=[self.POSTS[2]], unavailable_tweet_ids=[str(self.POSTS[2])])

        with Server(script) as server:
            done = server.run("plot", "--metric", "favorites", *self.POSTS, env={**USER, **UTF8, "COLUMNS": ""})
        self.assertEqual(done.returncode, 1, done.stderr)
        each = sum(count(post, "favorites") for post in self.POSTS[:2])
        self.assertIn("favorites of all Posts by hour, 20 Nov 2026 00:00 to 21 Nov 2026 01:00, UTC",
                      done.stdout)
        self.assertIn("total {:,}; maximum {:,} at 20 Nov 2026 00:00; 22 of 26 hours not"
                      .format(4 * each, each), done.stdout)
        self.assertIn("1 Post was not delivered, or not in full.", done.stdout)
        self.assert_heights(Drawing(done.stdout), [each] * 2 + [0] * 22 + [each] * 2, 2)
        self.assertEqual(server.requests[0].metrics, ["favorites"])

    def test_a_pipe_that_is_closed_is_no_success(self):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as out:
            done = run("plot", "--from", self.write(by_day([1])), stdout=out,
                       stderr=subprocess.PIPE, env={"XENGAGE_NOW": NOW})
        self.assertNotEqual(done.returncode, 0)
