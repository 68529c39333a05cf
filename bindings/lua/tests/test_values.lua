-- Numbers of 64 bits, errors as values, trees and tables.
local support = require("support")
local xengage = require("xengage")
local same, fails = support.same, support.fails

local tests = {}

function tests.ids_beyond_what_a_double_holds()
    local id = assert(xengage.id("9223372036854775807"))
    same(xengage.text(id), "9223372036854775807")
    same(xengage.text(assert(xengage.id("9007199254740993"))), "9007199254740993")
    same(xengage.id(20), 20ULL)
    same(xengage.text(-9223372036854775807LL), "-9223372036854775807")
end

function tests.number_that_is_no_id_is_refused()
    fails("is no Post id", xengage.id, 1.5)
    fails("is no Post id", xengage.id, 2 ^ 60)
    fails("is no Post id", xengage.id, 0)
end

function tests.error_is_a_table_with_words()
    local id, trouble = xengage.id("12x")
    same(id, nil)
    assert(xengage.is_error(trouble) and not xengage.is_error({}))
    same(trouble.code, "XENG_ERROR_RULE")
    same(trouble.rule, "XENG_RULE_BAD_ID")
    same(trouble.value, "12x")
    assert(tostring(trouble) == trouble.message and #trouble.message > 10)
    same(select(2, pcall(assert, nil, trouble)), trouble, "what assert() raises")
end

function tests.request_has_no_unknown_part()
    fails("a request has no metric", xengage.request, { endpoint = "totals", metric = "favorites" })
    fails("a client has no option retries", xengage.client, { retries = 2 })
end

function tests.request_breaks_a_rule()
    local request, trouble = xengage.request({ endpoint = "totals", metrics = { "likes" } })
    same(request, nil)
    same(trouble.rule, "XENG_RULE_UNKNOWN_METRIC")
end

function tests.request_tells_what_is_sent()
    local request = support.request(nil, { "1541815603606036480" })
    assert(request:check())
    assert(request:json():find('"1541815603606036480"', 1, true))
    same(type(request:warnings()), "table")
end

function tests.tree_is_indexed_by_text_and_by_id()
    local tree = support.result(3):tree("posts")
    local id = support.ids(3)[2]
    local count = tree[id].favorites
    assert(type(count) == "cdata" and count >= 0)
    same(tree[xengage.text(id)].favorites, count)
    same(tree["1"], nil)
    same(tree[1], nil)
    same(tree[id].likes, nil)
end

function tests.tree_is_walked_in_the_servers_order()
    local tree, keys = support.result(3):tree("posts"), {}
    for key, below in xengage.pairs(tree) do
        keys[#keys + 1] = key
        assert(xengage.is_tree(below))
        for metric, count in xengage.pairs(below) do
            assert(metric == "favorites" or metric == "impressions")
            same(tree[key][metric], count)
        end
    end
    same(#keys, 3)
    same(xengage.size(tree), 3)
    fails("can't be changed", function()
        tree.x = 1
    end)
end

function tests.sums_are_those_of_the_tree()
    local result, sum = support.result(20), 0LL
    for id in result:ids() do
        sum = sum + (result:count(id, "favorites") or 0)
    end
    same(result:total("favorites"), sum)
    same(result:total("likes"), nil)
    same(result:tree("others"), nil)
end

function tests.json_is_read_back_and_merged()
    local result = support.result(5)
    local again = assert(xengage.result_from_json(result:json()))
    same(again:total("favorites"), result:total("favorites"))
    local both = assert(xengage.merge({ result, again }))
    same(both:total("favorites"), 2 * result:total("favorites"))
    same(select(2, xengage.result_from_json("{")).code, "XENG_ERROR_PROTOCOL")
end

function tests.column_is_the_librarys_array()
    local result = support.result(4)
    local counts = assert(result:table("posts", "wide"))
    local column, ids = counts:column("favorites"), counts:column("tweet_id")
    same(counts:rows(), 4)
    for row = 1, 4 do
        same(column[row], column.data[row - 1])
        same(column[row], result:count(ids[row], "favorites"))
    end
    same(column[5], nil)
    same(column[0], nil)
    same(counts:column("likes"), nil)
    fails("has no grouping", result.table, result, "others")
end

return tests
