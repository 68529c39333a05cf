-- What owns what: release by close() and by the collector, use after close, the process's end.
local ffi = require("ffi")
local handle = require("xengage.handle")
local support = require("support")
local xengage = require("xengage")
local same, fails = support.same, support.fails

local tests = {}

-- A class whose releases are counted.
local function counted()
    local count = { released = 0 }
    local class = handle.class("thing", function()
        count.released = count.released + 1
    end)
    return class, count
end

function tests.object_is_released_once_by_the_collector()
    local class, count = counted()
    for _ = 1, 100 do
        class.own(ffi.new("int[1]"))
    end
    collectgarbage()
    collectgarbage()
    same(count.released, 100)
end

function tests.object_is_released_once_by_close()
    local class, count = counted()
    local thing = class.own(ffi.new("int[1]"))
    thing:close()
    thing:close()
    same(count.released, 1)
    thing = nil
    collectgarbage()
    collectgarbage()
    same(count.released, 1)
end

function tests.closed_objects_say_so()
    local client, credentials = support.client()
    local request = support.request(credentials, { support.FIRST })
    local result = assert(client:fetch(credentials, request))
    local tree, counts = result:tree("posts"), assert(result:table("posts"))
    local column = counts:column("value")
    result:close()
    fails("this result is closed", result.attempts, result)
    fails("this result is closed", function()
        return tree["1"]
    end)
    counts:close()
    fails("this table is closed", function()
        return column[1]
    end)
    request:close()
    fails("this request is closed", client.fetch, client, credentials, request)
    client:close()
    fails("this client is closed", client.dispatch, client, 0)
    credentials:close()
    fails("this set of credentials is closed", credentials.kind, credentials)
    same(tostring(client), "xengage client (closed)")
end

function tests.loop_over_what_is_closed_says_so()
    local result = support.result(3)
    fails("this result is closed", function()
        for _ in result:ids() do
            result:close()
        end
    end)
end

function tests.wrong_kind_of_object_is_named()
    local client, credentials = support.client()
    fails("request expected, got nil", client.submit, client, credentials)
    fails("set of credentials expected, got string", client.submit, client, "secret")
end

function tests.tree_and_column_keep_what_they_are_of()
    local tree = support.result(3):tree("posts")
    local column = assert(support.result(3):table("posts", "wide")):column("favorites")
    for _ = 1, 5 do
        collectgarbage()
    end
    for key, below in xengage.pairs(tree) do
        same(tree[key].favorites, below.favorites)
    end
    assert(column[1] >= 0)
end

function tests.operation_keeps_its_client()
    local client, credentials = support.client()
    local operation = assert(client:submit(credentials, support.request(credentials, { support.FIRST })))
    client = nil
    collectgarbage()
    collectgarbage()
    assert(operation:wait())
end

function tests.secrets_are_not_shown()
    local credentials = assert(xengage.credentials.user({
        consumer_key = "key", consumer_secret = "hush-1", access_token = "7-hush-2", access_token_secret = "hush-3",
    }))
    same(credentials:kind(), "user")
    same(credentials:user_id(), 7ULL)
    for key, value in pairs(credentials) do
        assert(not (tostring(key) .. tostring(value)):find("hush", 1, true))
    end
    same(tostring(credentials), "xengage set of credentials")
end

function tests.credentials_are_saved_and_read()
    local path = os.tmpname()
    assert(assert(xengage.credentials.bearer("a-bearer")):save(path))
    local kind = assert(xengage.credentials.from_file(path)):kind()
    os.remove(path)
    same(kind, "bearer")
    same(select(2, xengage.credentials.from_file(path)).code, "XENG_ERROR_CREDENTIALS_FILE")
end

-- Runs a program of Lua's; the status with which it ended.
local function status_of(program)
    return os.execute(([[luajit -e '%s']]):format(program)) / 256
end

local BEGUN = [[
    local x = require("xengage")
    local client, owner = assert(x.client()), assert(x.credentials.from_env())
    local request = assert(x.request({ endpoint = "totals", credentials = owner, ids = { "2120086560568246272" },
        metrics = { "favorites" }, groupings = { posts = "tweet.id" } }))
    local operation = assert(client:submit(owner, request))
    assert(client:dispatch(0))
]]

function tests.process_ends_in_the_middle_of_a_fetch()
    same(status_of(BEGUN), 0)
    same(status_of(BEGUN .. "os.exit(3)"), 3)
    same(status_of(BEGUN .. "client:run(function() operation:wait() os.exit(4) end)"), 4)
    same(status_of(BEGUN .. "client:close() os.exit(5, true)"), 5)
end

return tests
