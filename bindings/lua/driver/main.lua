-- Does what a file of cases says through the binding, and prints what came of each: main.lua FILE.
local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path
local ffi = require("ffi")
local json = require("json")
local make = require("make")
local show = require("show")
local xengage = require("xengage")

local cases = {}

-- What a request takes; raises the first error, which ends the case.
local function question(case)
    local client, credentials = assert(make.client()), assert(make.credentials(case:get("as")))
    return client, credentials, assert(make.request(case:get("request"), credentials))
end

function cases.fetch(case)
    local client, credentials, request = question(case)
    return show.either(client:fetch(credentials, request))
end

-- A task for each request: all are under way before the first is waited for.
function cases.fetch_many(case)
    local client, credentials = assert(make.client()), assert(make.credentials(case:get("as")))
    local fetches = {}
    for i, from in ipairs(case:get("requests")) do
        fetches[i] = function()
            local request, trouble = make.request(from, credentials)
            if not request then
                return show.error(trouble)
            end
            return show.either(client:fetch(credentials, request))
        end
    end
    return json.of("outcomes", { client:run(unpack(fetches)) })
end

ffi.cdef("typedef struct { long seconds, nanoseconds; } driver_time; int clock_gettime(int clock, driver_time *time);")
local time = ffi.new("driver_time[1]")

local function now_ms()
    ffi.C.clock_gettime(1, time)
    return tonumber(time[0].seconds) * 1000 + tonumber(time[0].nanoseconds) / 1e6
end

function cases.cancel(case)
    local client, credentials, request = question(case)
    local operation = assert(client:submit(credentials, request))
    local till = now_ms() + case:get("after_ms")
    repeat
        local left = math.max(till - now_ms(), 0)
        assert(client:dispatch(left))
    until left == 0
    operation:cancel()
    return show.either(operation:wait())
end

function cases.two_clients(case)
    local first = assert(make.client())
    local client, credentials, request = question(case)
    local operation = assert(client:submit(credentials, request))
    assert(client:dispatch(0))
    first:close()
    return show.either(operation:wait())
end

-- FIRST, FIRST + 1, …
local function range(of)
    local nextid, left = assert(xengage.id(of:get("first"))), of:get("count")
    return function()
        if left == 0 then
            return nil
        end
        nextid, left = nextid + 1, left - 1
        return nextid - 1
    end
end

local function show_piece(piece)
    local states = json.object()
    for _, state in piece:ids() do
        states:set(state, (states:get(state) or 0) + 1)
    end
    return json.of(
        "number", xengage.text(piece:number()), "finished", piece:is_finished(), "ids", piece:size(),
        "states", states, "trees", show.trees(piece:result()))
end

function cases.job(case)
    local client, credentials, request = question(case)
    local job = assert(xengage.job(client, request, credentials, { window = make.window(case), ordered = true }))
    assert(job:add_ids(range(case:get("ids"))))
    local pieces, states = {}, json.object()
    for piece in job:pieces() do
        pieces[#pieces + 1] = show_piece(piece)
        assert(job:ack(piece))
    end
    for state, count in pairs(job:states()) do
        states:set(state, xengage.text(count))
    end
    return json.of("pieces", pieces, "states", states, "state", job:state())
end

local function show_value(value)
    if value == nil then
        return json.null
    end
    return type(value) == "string" and value or xengage.text(value)
end

function cases.table(case)
    local client, credentials, request = question(case)
    local counts = assert(assert(client:fetch(credentials, request)):table(case:get("grouping"), case:get("shape")))
    local columns, rows = {}, {}
    for i, name in ipairs(counts:columns()) do
        columns[i] = counts:column(name)
    end
    for row = 1, counts:rows() do
        rows[row] = {}
        for i, column in ipairs(columns) do
            rows[row][i] = show_value(column[row])
        end
    end
    return json.of("columns", counts:columns(), "rows", rows)
end

function cases.post(case)
    local id = assert(xengage.id(case:get("id")))
    local created = xengage.created_ms(id)
    return json.of("id", xengage.text(id), "created_ms", created and xengage.text(created))
end

function cases.names()
    return json.of("metrics", xengage.metrics(), "endpoints", xengage.endpoints(), "version", xengage.version())
end

-- Everything that Lua can print of a value: itself, its members, those of its members.
local function spill(value, seen, lines)
    lines[#lines + 1] = tostring(value)
    if type(value) ~= "table" or seen[value] then
        return
    end
    seen[value] = true
    for key, member in pairs(value) do
        spill(key, seen, lines)
        spill(member, seen, lines)
    end
    spill(getmetatable(value), seen, lines)
end

function cases.secrets()
    local lines, client = {}, assert(make.client())
    for _, as in ipairs({ "user", "bearer" }) do
        local credentials = assert(make.credentials(as))
        spill(credentials, {}, lines)
        lines[#lines + 1] = credentials:kind()
        lines[#lines + 1] = select(2, pcall(credentials.save, credentials, 1, {}))
        lines[#lines + 1] = select(2, pcall(client.fetch, client, credentials, credentials))
    end
    spill(client, {}, lines)
    for i, line in ipairs(lines) do
        lines[i] = tostring(line)
    end
    return json.of("shown", table.concat(lines, "\n"))
end

local function run(case)
    local worked, outcome = pcall(cases[case:get("do")], case)
    if worked then
        return outcome
    end
    return xengage.is_error(outcome) and show.error(outcome) or error(outcome, 0)
end

local file = assert(io.open(arg[1]))
local list = json.decode(file:read("*a")):get("cases")
file:close()
for _, case in ipairs(list) do
    print(json.encode(json.of("case", case:get("name"), "outcome", run(case))))
    io.stdout:flush()
end
