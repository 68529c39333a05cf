"""The checks of the API must be able to fail: headers and bindings with something wrong: test_describe.py CLANG."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
API = ROOT / "bindings/api.json"
CLANG = sys.argv.pop(1)
ADDED = """
/**
 * How many requests are under way.
 *
 * @param client the client.
 * @return the count.
 * @since 0.2
 */
XENG_API size_t xeng_client_under_way(const xeng_client *client);

#ifdef __cplusplus
}
"""


def python(script, *arguments):
    """(status, what it said) of a Python program below the root."""
    command = [sys.executable, "-B", ROOT / script, *arguments]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


class Mutated(unittest.TestCase):
    """A copy of the headers with one change."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        shutil.copytree(ROOT / "include", self.folder / "include")
        self.api = self.folder / "api.json"

    def change(self, header, old, new):
        path = self.folder / "include/xengage" / header
        text = path.read_text(encoding="utf-8")
        self.assertEqual(text.count(old), 1, f"{header} has another text than this test wants")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def describe(self):
        return python("bindings/describe/describe.py", "--clang", CLANG, self.folder / "include", self.api)

    def refused(self, *names):
        status, said = self.describe()
        self.assertEqual(status, 1, said)
        for name in names:
            self.assertIn(name, said)

    def old(self, *names):
        """The change is described, and the committed description isn't that."""
        status, said = self.describe()
        self.assertEqual(status, 0, said)
        status, said = python("tests/describe/check_fresh.py", self.api, API)
        self.assertEqual(status, 1)
        for name in names:
            self.assertIn(name, said)


class Changes(Mutated):
    """What is added or changed in a header is seen."""

    def test_function_added_is_missing_in_every_binding(self):
        self.change("client.h", "\n#ifdef __cplusplus\n}\n", ADDED)
        self.old("xeng_client_under_way")
        status, said = python("bindings/describe/coverage.py", "--api", self.api, "python", "lua")
        self.assertEqual(status, 1)
        self.assertIn("python: xeng_client_under_way: neither used", said)
        self.assertIn("lua: xeng_client_under_way: neither used", said)
        status, said = python("tests/describe/check_generated.py", "--api", self.api)
        self.assertEqual(status, 1)
        self.assertIn("bindings/lua/xengage/cdef.lua is old", said)

    def test_function_gone_is_used_and_declared_in_vain(self):
        self.change("version.h", "xeng_version_number(void)", "xeng_version_figure(void)")
        self.old("xeng_version_number")
        status, said = python("bindings/describe/coverage.py", "--api", self.api, "python")
        self.assertEqual(status, 1)
        self.assertIn("xeng_version_number: used, but no header has it", said)
        status, said = python("tests/python/check_declarations.py", ROOT, self.api)
        self.assertEqual(status, 1)
        self.assertIn("xeng_version_number: no header has it", said)

    def test_parameter_of_another_type(self):
        self.change("client.h", "xeng_client *client, int32_t timeout_ms", "xeng_client *client, int64_t timeout_ms")
        self.old("timeout_ms", "int64_t")
        status, said = python("tests/python/check_declarations.py", ROOT, self.api)
        self.assertEqual(status, 1)
        self.assertIn("xeng_client_dispatch: parameter 2 is int64_t", said)
        status, said = python("tests/describe/check_generated.py", "--api", self.api)
        self.assertEqual(status, 1)
        self.assertIn("bindings/lua/xengage/cdef.lua is old", said)

    def test_constant_of_another_value(self):
        self.change("error.h", "#define XENG_ERROR_STATE 120", "#define XENG_ERROR_STATE 121")
        self.old('"value": 121')

    def test_ownership_of_another_kind(self):
        self.change("client.h", "whose eyes to see with; held until the operation is over", "whose eyes to see with")
        self.old('"ownership": "held"', "borrowed")


class Words(Mutated):
    """Words that the vocabulary doesn't have are refused, with the function and the parameter."""

    def test_null_that_nothing_is_said_of(self):
        self.change("options.h", "@param path the file; NULL for the system's.", "@param path the file; NULL forbids.")
        self.refused("xeng_options_set_ca_file", "parameter path")

    def test_object_that_is_nobodys(self):
        self.change("client.h", "@param client set to the client; the caller's to unref.", "@param client set to it.")
        self.refused("xeng_client_new", "parameter client")

    def test_returned_text_of_unknown_life(self):
        self.change("version.h", "a string that lives as long as the library; never NULL", "a string; never NULL")
        self.refused("xeng_version", "return")

    def test_life_of_something_that_is_no_parameter(self):
        self.change("auth.h", "@return the address, which lives as long as `login`", "@return what lives as long as it")
        self.refused("xeng_login_url", "return")

    def test_out_parameter_that_is_not_said_to_be_set(self):
        self.change("post.h", "@param id set to the id.", "@param id the id.")
        self.refused("xeng_post_id_parse", "parameter id")

    def test_parameter_without_words(self):
        self.change("options.h", " * @param path the file; NULL for the system's.\n", "")
        self.refused("xeng_options_set_ca_file")

    def test_function_without_since(self):
        self.change("version.h", " * @since 0.1\n */\nXENG_API const char", " */\nXENG_API const char")
        self.refused("xeng_version", "@since")


class Unbound(unittest.TestCase):
    """A binding and its unbound.txt say the same."""

    def coverage(self, source, *lines):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / "toy"
            folder.mkdir()
            (folder / "toy.lua").write_text(source, encoding="utf-8")
            (folder / "unbound.txt").write_text("\n".join(lines), encoding="utf-8")
            return python("bindings/describe/coverage.py", "--bindings", name, "toy")

    def test_all_is_used_or_listed(self):
        self.assertEqual(self.coverage("C.xeng_version()", "xeng_*  a toy"), (0, ""))

    def test_comment_is_no_use(self):
        lines = ["xeng_[!v]*  a toy", "xeng_version_number  a toy"]
        self.assertEqual(self.coverage("C.xeng_version()", *lines), (0, ""))
        status, said = self.coverage("-- C.xeng_version()", *lines)
        self.assertEqual((status, said), (1, "toy: xeng_version: neither used nor in unbound.txt\n"))

    def test_line_without_a_function_or_a_reason(self):
        status, said = self.coverage("", "xeng_*  a toy", "xeng_gone  a toy", "xeng_version")
        self.assertEqual(status, 1)
        self.assertIn("unbound.txt:2: xeng_gone: no header has it", said)
        self.assertIn("unbound.txt:3: xeng_version: has no reason", said)

    def test_line_of_a_function_that_is_used(self):
        status, said = self.coverage("C.xeng_version()", "xeng_*  a toy", "xeng_version  a toy")
        self.assertEqual((status, said), (1, "toy: unbound.txt:2: xeng_version: is used after all\n"))


unittest.main(verbosity=2)
