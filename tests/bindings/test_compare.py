#!/usr/bin/env python3
"""Tests of what finds a driver's mistakes: each kind of wrong outcome is told, a right one isn't."""

import copy
import json
import unittest

import beside_sim
import compare
import run

RIGHT = {"result": {"attempts": 1, "ids": {"1": "delivered"}, "trees": {"posts": {"1": {"favorites": "7"}}}}}


def changed(path, value):
    """The right outcome with one member changed, or with one more."""
    outcome = copy.deepcopy(RIGHT)
    *way, last = path
    node = outcome
    for key in way:
        node = node[key]
    node[last] = value
    return outcome


class Compare(unittest.TestCase):
    def told(self, expected, got):
        return list(compare.differences(expected, got))

    def test_what_is_right_has_no_differences(self):
        self.assertEqual(self.told(RIGHT, copy.deepcopy(RIGHT)), [])
        self.assertEqual(self.told(RIGHT, changed(["result", "more"], 1)), [])

    def test_each_mistake_is_told_where_it_is(self):
        trees = ["result", "trees", "posts"]
        wrong = {
            "outcome.result.attempts": changed(["result", "attempts"], 2),
            "outcome.result.ids.1": changed(["result", "ids", "1"], "missing"),
            "outcome.result.ids.2": changed(["result", "ids", "2"], "missing"),
            "outcome.result.trees.posts.1.favorites": changed([*trees, "1", "favorites"], "8"),
            "outcome.result.trees.posts.1.replies": changed([*trees, "1", "replies"], "0"),
            "outcome.result.trees.sum": changed(["result", "trees", "sum"], {}),
            "outcome.result": {"error": {}},
        }
        for place, outcome in wrong.items():
            (line,) = self.told(RIGHT, outcome)
            self.assertTrue(line.startswith(f"{place} is "), line)

    def test_numbers_are_not_text_nor_truth(self):
        for expected, got in (("7", 7), (1, True), (1, 1.0), (None, "None"), ({}, []), ("0", None)):
            self.assertEqual(len(self.told(expected, got)), 1, (expected, got))

    def test_lists_are_compared_in_order_and_whole(self):
        self.assertEqual(self.told(["1", "2"], ["1", "2"]), [])
        self.assertEqual(len(self.told(["1", "2"], ["2", "1"])), 2)
        self.assertEqual(len(self.told(["1"], ["1", "2"])), 1)
        self.assertEqual(len(self.told(["1"], [])), 1)


class Outcomes(unittest.TestCase):
    def test_a_case_that_is_not_printed_is_told(self):
        case = {"name": "one", "do": "fetch", "expect": {}}
        self.assertEqual(run.troubles_of(case, run.read_outcomes(b'{"case": "other", "outcome": {}}\n')), ["it printed no outcome"])
        self.assertEqual(run.troubles_of(case, run.read_outcomes(b'{"case": "one", "outcome": {}}\n')), [])

    def test_a_line_that_is_no_outcome_is_kept(self):
        for line in ("Segmentation fault", "7", '{"case": "one"}'):
            self.assertEqual(run.read_outcomes(line.encode()), {None: line})

    def test_a_secret_that_is_shown_is_told(self):
        case = {"name": "one", "do": "secrets", "expect": {}}
        for secret in beside_sim.SECRETS:
            outcome = json.loads(json.dumps({"shown": f"Client({secret})"}))
            self.assertIn(f"a secret is shown: {secret}", run.troubles_of(case, {"one": outcome}))
        self.assertEqual(run.troubles_of(case, {"one": {"shown": "Client"}}), [])

    def test_showing_nothing_is_not_taken_for_keeping_secrets(self):
        case = {"name": "one", "do": "secrets", "expect": {}}
        for outcome in ({"shown": " "}, {"shown": None}, {}, {"error": {"code": "XENG_ERROR_NETWORK"}}):
            self.assertEqual(len(run.troubles_of(case, {"one": outcome})), 1)


unittest.main()
