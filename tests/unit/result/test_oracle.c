/* The decoder against jansson: random answers, whole and damaged, must give the same tree or be
 * refused for a reason that shows in jansson's tree too. */
#include "unit.h"

#include <stdbool.h>

#include <jansson.h>

#include "base/text.h"
#include "model/table.h"
#include "result/support.h"
#include "wire/json_number.h"
#include "wire/random_json.h"

enum {
    MOST_LEVELS = 5
};

static void random_key(xeng__buf *out, int32_t dimension, uint32_t place)
{
    static const char *const metrics[] = {"impressions", "engagements", "favorites",
                                          "video_views", "url_clicks",  "a_new_metric"};
    if (random_below(150) == 0) {
        static const char *const odd[] = {
            "", "00", "17", "2026-02-30", "5", "\\u0061\\\"b", "0123", "\xC3\xA9", "impressions"};
        xeng__buf_printf(out, "\"%s\"", odd[random_below(sizeof odd / sizeof *odd)]);
        return;
    }
    switch (dimension) {
    case XENG_DIMENSION_TWEET_ID:
        xeng__buf_printf(out, "\"%llu\"", 1070059276213702656ULL + place * 7919);
        break;
    case XENG_DIMENSION_ENGAGEMENT_TYPE:
        xeng__buf_printf(out, "\"%s\"", metrics[place % 6]);
        break;
    case XENG_DIMENSION_ENGAGEMENT_DAY:
        xeng__buf_printf(out, "\"2026-11-%02u\"", 1 + place % 30);
        break;
    default:
        xeng__buf_printf(out, "\"%02u\"", place % 24);
    }
}

static void random_leaf(xeng__buf *out)
{
    static const char *const odd[] = {"-3",
                                      "\"-3\"",
                                      "26",
                                      "\"12345678\"",
                                      "\"123456789\"",
                                      "\"9223372036854775807\"",
                                      "\"-9223372036854775808\""};
    static const char *const bad[] = {
        "\"\"",           "\"1.5\"", "1.5",    "false", "true",   "[]",
        "{\"00\":\"1\"}", "\"01\"",  "\"-0\"", "1e2",   "\" 1\"", "\"9223372036854775808\""};
    uint32_t choice = random_below(1000);
    if (choice < 100) {
        xeng__buf_append_text(out, odd[random_below(sizeof odd / sizeof *odd)]);
    } else if (choice < 103) {
        xeng__buf_append_text(out, bad[random_below(sizeof bad / sizeof *bad)]);
    } else if (choice < 106) {
        xeng__buf_append_text(out, choice == 103 ? "null" : "{}");
    } else {
        xeng__buf_printf(out, "\"%u\"", random_below(choice < 500 ? 10 : 100000));
    }
}

static void random_tree(xeng__buf *out, const int32_t *dimensions, size_t levels, bool blanks)
{
    if (levels == 0) {
        random_leaf(out);
        return;
    }
    uint32_t first = random_below(3) == 0 ? random_below(20) : 0;
    uint32_t count = random_below(200) == 0 ? 0 : 1 + random_below(levels == 1 ? 8 : 3);
    xeng__buf_append_char(out, '{');
    for (uint32_t i = 0; i < count; i++) {
        xeng__buf_append_text(out, i == 0 ? "" : ",");
        if (blanks) {
            random_blanks(out);
        }
        random_key(out, dimensions[0], random_below(400) == 0 ? first : first + i);
        xeng__buf_append_char(out, ':');
        if (blanks) {
            random_blanks(out);
        }
        random_tree(out, dimensions + 1, levels - 1, blanks);
    }
    xeng__buf_append_char(out, '}');
}

static void random_answer(xeng__buf *out)
{
    static const char *const others[] = {"\"start\":\"2026-11-01T00:00:00Z\"",
                                         "\"end\":\"2026-11-24T11:46:27Z\"",
                                         "\"unavailable_tweet_ids\":[\"5\",6]",
                                         "\"unsupported_for_video_views_tweet_ids\":[]",
                                         "\"version\":[1.50,{\"a\":null,\"b\":\"\\u00e9\"}]",
                                         "\"note\":\"new\""};
    xeng__buf_append_char(out, '{');
    uint32_t count = 1 + random_below(4);
    uint32_t other = random_below(6);
    for (uint32_t i = 0; i < count; i++) {
        xeng__buf_append_text(out, i == 0 ? "" : ",");
        if (random_below(2) == 0) {
            xeng__buf_append_text(out, others[other++ % 6]);
            continue;
        }
        int32_t dimensions[] = {XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_TYPE,
                                XENG_DIMENSION_ENGAGEMENT_DAY, XENG_DIMENSION_ENGAGEMENT_HOUR};
        uint32_t from = random_below(4);
        xeng__buf_printf(out, "\"group %u\":", i);
        random_tree(out, dimensions + from, 1 + random_below(4 - from), random_below(3) == 0);
    }
    xeng__buf_append_char(out, '}');
}

/* What a tree in jansson's hands has. */
typedef struct shape {
    size_t leaf_level; /* of its counts; 0 for none */
    size_t deepest;    /* level of any node */
    size_t leaves;     /* nodes on the counts' level */
    bool sound;
} shape;

static bool is_count(const json_t *value, int64_t *count)
{
    if (json_is_integer(value)) {
        *count = json_integer_value(value);
        return true;
    }
    return json_is_string(value) &&
           xeng__parse_count(json_string_value(value), json_string_length(value), count);
}

static void find_leaves(json_t *object, size_t level, shape *found)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        int64_t count;
        found->deepest = level > found->deepest ? level : found->deepest;
        if (json_is_object(value)) {
            find_leaves(value, level + 1, found);
        } else if ((!json_is_null(value) && !is_count(value, &count)) ||
                   (found->leaf_level != 0 && found->leaf_level != level)) {
            found->sound = false;
        } else {
            found->leaf_level = level;
        }
    }
}

/* Compares each node, and counts the leaves. */
static void compare_node(const xeng_result *result, xeng_node node, json_t *object, size_t level,
                         shape *found)
{
    const char *key;
    json_t *value;
    size_t index = 0;
    assert_int_equal(xeng_result_child_count(result, node), json_object_size(object));
    json_object_foreach(object, key, value)
    {
        xeng_node child = xeng_result_child(result, node, key);
        assert_true(child != XENG_NODE_NONE);
        /* jansson keeps the order of the document, as we do. */
        assert_true(child == xeng_result_child_at(result, node, index));
        assert_true(xeng_result_parent(result, child) == node);
        assert_string_equal(xeng_result_key(result, child), key);
        index++;
        if (level != found->leaf_level) {
            assert_int_equal(xeng_result_value(result, child, NULL), XENG_VALUE_NO_LEAF);
            compare_node(result, child, value, level + 1, found);
            continue;
        }
        int64_t expected = 0;
        int64_t count = -1;
        bool delivered = is_count(value, &expected);
        found->leaves++;
        assert_int_equal(xeng_result_value(result, child, &count),
                         delivered ? XENG_VALUE_DELIVERED : XENG_VALUE_NOT_DELIVERED);
        assert_int_equal(count, expected);
    }
}

static bool is_id(const json_t *value)
{
    char digits[32];
    uint64_t id;
    if (json_is_integer(value)) {
        (void)snprintf(digits, sizeof digits, "%lld", (long long)json_integer_value(value));
        return xeng__parse_id(digits, strlen(digits), &id);
    }
    /* A string may hold several with commas between them. */
    return json_is_string(value);
}

/* Whether an answer is one by its members other than groupings, as far as the generator goes. */
static bool members_are_sound(json_t *root)
{
    static const char *const lists[] = {"unavailable_tweet_ids",
                                        "unsupported_for_video_views_tweet_ids"};
    for (size_t i = 0; i < 2; i++) {
        json_t *list = json_object_get(root, lists[i]);
        size_t index;
        json_t *id;
        if (list == NULL) {
            continue;
        }
        if (!json_is_array(list)) {
            return false;
        }
        json_array_foreach(list, index, id)
        {
            if (!is_id(id)) {
                return false;
            }
        }
    }
    return true;
}

static bool trees_are_sound(json_t *root)
{
    const char *name;
    json_t *value;
    json_object_foreach(root, name, value)
    {
        shape found = {0, 0, 0, true};
        if (!json_is_object(value) || xeng__root_key_reserved(name)) {
            continue;
        }
        find_leaves(value, 1, &found);
        bool even = found.leaf_level == 0 || found.deepest == found.leaf_level;
        if (!found.sound || !even || found.deepest > MOST_LEVELS) {
            return false;
        }
    }
    return true;
}

static void compare_trees(const xeng_result *result, json_t *root)
{
    const char *name;
    json_t *value;
    size_t grouping = 0;
    json_object_foreach(root, name, value)
    {
        shape found = {0, 0, 0, true};
        if (!json_is_object(value) || xeng__root_key_reserved(name)) {
            continue;
        }
        find_leaves(value, 1, &found);
        xeng_node node = xeng_result_root_by_name(result, name);
        assert_true(node == xeng_result_root(result, grouping));
        compare_node(result, node, value, 1, &found);
        assert_int_equal(xeng_result_leaf_count(result, grouping), found.leaves);
        assert_int_equal(xeng_result_depth(result, grouping), found.deepest);
        grouping++;
    }
    assert_int_equal(xeng_result_grouping_count(result), grouping);
}

/* Decodes in pieces of a size and compares. True if the answer was taken. */
static bool compare(const xeng__buf *json, json_t *root, size_t piece)
{
    xeng_result *result;
    xeng_error *error = NULL;
    int32_t code = decode_pieces(NULL, json->data, json->size, piece, &result, &error);
    if (code == XENG_OK) {
        if (root == NULL || !json_is_object(root)) {
            fail_msg("taken, not by jansson: %s", json->data);
        }
        compare_trees(result, root);
        xeng_result_unref(result);
        return true;
    }
    assert_null(result);
    assert_int_equal(xeng_error_code(error), code);
    /* "-0" is a number for jansson, and no count for us; an id list may be refused for its text. */
    bool may_differ = strstr(json->data, "-0") != NULL || strstr(json->data, "tweet_ids") != NULL;
    if (json_is_object(root) && members_are_sound(root) && trees_are_sound(root) && !may_differ) {
        fail_msg("refused (%s): %s", xeng_error_message(error), json->data);
    }
    xeng_error_unref(error);
    return false;
}

static void decoder_agrees_with_jansson_on_random_answers(void **state)
{
    size_t taken = 0;
    size_t refused = 0;
    (void)state;
    random_state = UINT64_C(0x1234567890ABCDEF);
    for (int i = 0; i < 9000; i++) {
        xeng__buf json = XENG__BUF_EMPTY;
        random_answer(&json);
        if (i % 3 == 0) {
            random_damage(&json);
        }
        xeng__buf_append_char(&json, ' '); /* strstr needs the NUL behind it */
        json_t *root = memchr(json.data, '\0', json.size) == NULL
                           ? json_loadb(json.data, json.size, JSON_REJECT_DUPLICATES, NULL)
                           : NULL;
        bool whole = compare(&json, root, json.size);
        assert_int_equal(compare(&json, root, 1 + random_below(64)), whole);
        if (json.size < 400) {
            assert_int_equal(compare(&json, root, 1), whole);
        }
        taken += whole;
        refused += !whole;
        json_decref(root);
        xeng__buf_free(&json);
    }
    assert_true(taken > 3000 && refused > 1500);
}

static void decoder_gives_the_same_wherever_the_answer_is_cut(void **state)
{
    static const char json[] =
        "{\"start\":\"2026-11-01T00:00:00Z\",\"g\":{\"123\":{\"impressions\":{\"2026-11-01\":"
        "{\"00\":\"5\",\"01\":\"77\"},\"2026-11-02\":{\"00\":\"12345678\",\"01\":\"-1\"}},"
        "\"favorites\":{\"2026-11-01\":{\"00\":\"0\",\"01\":26}}}},\"x\":[1.50]}";
    (void)state;
    json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    for (size_t cut = 0; cut < sizeof json; cut++) {
        xeng__decoder *decoder;
        xeng_result *result;
        assert_int_equal(xeng__decoder_new(NULL, 0, &decoder, NULL), XENG_OK);
        assert_int_equal(xeng__decoder_feed(decoder, json, cut, NULL), XENG_OK);
        assert_int_equal(xeng__decoder_feed(decoder, json + cut, sizeof json - 1 - cut, NULL),
                         XENG_OK);
        assert_int_equal(xeng__decoder_finish(decoder, &result, NULL), XENG_OK);
        compare_trees(result, root);
        assert_string_equal(xeng_result_extra_json(result, 0), "[1.50]");
        xeng_result_unref(result);
        xeng__decoder_free(decoder);
    }
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoder_agrees_with_jansson_on_random_answers),
        cmocka_unit_test(decoder_gives_the_same_wherever_the_answer_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
