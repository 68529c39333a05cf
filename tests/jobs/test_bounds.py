#!/usr/bin/env python3
"""What single ids cost that can't be had, and that they cost nobody else anything: programs as
support.take_programs() has them."""

import math
import sys
import unittest

sys.dont_write_bytecode = True
import support  # noqa: E402
from support import Case, Warp, deliveries, posts  # noqa: E402

BATCH = 250
ONE_UNNAMED = 2 * math.ceil(math.log2(BATCH)) + 1
STRANGER = "9000001"


class Bounds(Case):
    """One request for 250 ids, some of which are special."""

    def run_job(self, states, owners=(), *options, ids=None, status=1):
        """The simulator's log, and what was written of each id."""
        ids = ids or posts(BATCH)
        world = self.world_file(states, owners)
        warp = Warp(60)
        sim = self.simulator("--world", world, *options, warp=warp)
        out, said = self.run_tool(
            sim, "totals", "--ids", self.ids_file(ids), "--metrics", "favorites", "--format", "csv",
            status=status, warp=warp,
        )  # fmt: skip
        rows = [line.split(",") for line in out.splitlines()[1:]]
        self.assertEqual([int(row[0]) for row in rows], ids)
        self.said = said
        return sim.log(), {int(row[0]): row[2] for row in rows}

    def check(self, values, bad):
        """All but these have the world's counts."""
        for post, value in values.items():
            wanted = "" if post in bad else str(support.world.total(post, "favorites", support.NOW_SECONDS))
            self.assertEqual(value, wanted, post)

    def check_once(self, log, bad):
        """No id that was delivered is asked for again, whatever the server thinks of others."""
        done = set()
        for line in log:
            self.assertFalse(done.intersection(line.get("ids", [])), "asked again")
            if support.is_delivery(line):
                done.update(line["ids"])
        self.assertEqual(done & {str(post) for post in bad}, set())

    def test_a_forbidden_id_that_is_named_costs_one_more_request(self):
        ids = posts(BATCH)
        for form in ("list", "per-author"):
            for bad in ids[:1], ids[100:103], ids:
                log, values = self.run_job({}, {post: STRANGER for post in bad}, "--forbidden-form",
                                           form, ids=ids)  # fmt: skip
                self.assertEqual(len(log), 2 if len(bad) < BATCH else 1, form)
                self.check(values, bad)
                self.check_once(log, bad)

    def test_a_forbidden_id_that_is_not_named_costs_at_most_17_requests(self):
        ids = posts(BATCH)
        for place in (0, 1, 124, 125, 126, 187, 248, 249):
            log, values = self.run_job({}, {ids[place]: STRANGER}, "--forbidden-form", "unnamed", ids=ids)
            self.assertLessEqual(len(log), ONE_UNNAMED, place)
            self.check(values, {ids[place]})
            self.check_once(log, {ids[place]})

    def test_several_that_are_not_named_cost_as_much_each(self):
        ids = posts(BATCH)
        bad = set(ids[::50])
        log, values = self.run_job({}, {post: STRANGER for post in bad}, "--forbidden-form", "unnamed",
                                   ids=ids)  # fmt: skip
        self.assertLessEqual(len(log), ONE_UNNAMED * len(bad))
        self.check(values, bad)
        self.check_once(log, bad)

    def test_none_but_forbidden_ids_end_too(self):
        ids = posts(40)
        log, values = self.run_job({}, {post: STRANGER for post in ids}, "--forbidden-form", "unnamed",
                                   ids=ids)  # fmt: skip
        self.assertLessEqual(len(log), 2 * len(ids))
        self.check(values, set(ids))

    def test_unavailable_ids_cost_nothing(self):
        ids = posts(BATCH)
        bad = set(ids[::9])
        for options in ([], ["--unavailable-errors"]):
            log, values = self.run_job({post: "deleted" for post in bad}, (), *options, ids=ids)
            self.assertEqual(len(log), 1)
            self.check(values, bad)

    def test_all_unavailable_is_no_failure(self):
        ids = posts(BATCH)
        for options in ([], ["--refuse-all-unavailable"]):
            log, values = self.run_job({post: "deleted" for post in ids}, (), *options, ids=ids)
            self.assertLessEqual(len(log), 2)
            self.check(values, set(ids))
            self.assertIn("250 unavailable", self.said)

    def test_a_protected_id_costs_one_more_request(self):
        ids = posts(BATCH)
        bad = {ids[3], ids[200]}
        log, values = self.run_job({post: "protected" for post in bad}, ids=ids)
        self.assertEqual(len(log), 2)
        self.check(values, bad)
        self.check_once(log, bad)

    def test_forbidden_protected_and_deleted_at_once(self):
        ids = posts(BATCH)
        states = {**{post: "protected" for post in ids[:3]}, **{post: "deleted" for post in ids[3:9]}}
        owners = {post: STRANGER for post in ids[20:25]}
        log, values = self.run_job(states, owners, ids=ids)
        self.assertLessEqual(len(log), 3)
        self.check(values, {*states, *owners})

    def test_an_id_over_which_the_server_fails_takes_nobody_along(self):
        ids = posts(BATCH * 12)
        bad = {ids[BATCH * 3 + 77]}
        log, values = self.run_job({post: "poison" for post in bad}, ids=ids)
        self.check(values, bad)
        self.check_once(log, bad)
        self.assertIn("1 failed", self.said)
        print(f"a poisonous id took {len(log) - 11} requests", file=sys.stderr)

    def test_the_first_id_of_a_single_piece_is_found_too(self):
        """Nothing else is asked for that would show that the server is well."""
        ids = posts(BATCH)
        bad = {ids[0]}
        log, values = self.run_job({post: "poison" for post in bad}, ids=ids)
        self.check(values, bad)
        self.check_once(log, bad)
        self.assertIn("1 failed", self.said)

    def test_two_over_which_the_server_fails_are_both_found(self):
        ids = posts(BATCH * 8)
        bad = {ids[BATCH + 3], ids[BATCH * 6 + 240]}
        log, values = self.run_job({post: "poison" for post in bad}, ids=ids)
        self.check(values, bad)
        self.check_once(log, bad)
        self.assertIn("2 failed", self.said)

    def test_windows_are_asked_for_with_the_ids_that_can_be_had(self):
        """A forbidden id is found in one window, not in each."""
        ids = posts(25, days=60)
        bad = {ids[5]}
        sim = self.simulator("--world", self.world_file({}, {post: STRANGER for post in bad}),
                             "--forbidden-form", "unnamed")  # fmt: skip
        self.run_tool(sim, "historical", "--ids", self.ids_file(ids), "--metrics", "favorites",
                      "--start", "2026-01-01", "--end", "2026-11-01", status=1)  # fmt: skip
        log = sim.log()
        windows = {(line["start"], line["end"]) for line in log}
        self.assertEqual(len(windows), 11)
        self.assertLessEqual(len(log), len(windows) - 1 + 2 * math.ceil(math.log2(25)) + 1)
        self.assertEqual(set(deliveries(log).values()), {1})
        self.assertEqual(len(deliveries(log)), 24 * 11)


if __name__ == "__main__":
    support.take_programs()
    unittest.main()
