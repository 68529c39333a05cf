-- xengage for LuaJIT: X's Engagement API through libxengage. README.md shows how it is used.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")
local errors = require("xengage.errors")
local ids = require("xengage.ids")
local tree = require("xengage.tree")
local Result = require("xengage.result")

local xengage = {
    credentials = require("xengage.credentials"),
    client = require("xengage.client").new,
    request = require("xengage.request").new,
    job = require("xengage.job").new,
    result_from_json = Result.from_json,
    merge = Result.merge,
    id = ids.id,
    text = ids.text,
    created_ms = ids.created_ms,
    first_id_at = ids.first_at,
    is_error = errors.is,
    is_tree = tree.is,
    pairs = tree.pairs,
    size = tree.size,
    constants = constants,
}

-- The version of the library that runs.
function xengage.version()
    return ffi.string(C.xeng_version())
end

-- The names of all metrics, in the order of the documentation.
function xengage.metrics()
    local names = {}
    for i = 1, tonumber(C.xeng_metric_count()) do
        names[i] = ffi.string(C.xeng_metric_name(C.xeng_metric_at(i - 1)))
    end
    return names
end

-- The names of all endpoints.
function xengage.endpoints()
    local names = {}
    for number = constants.XENG_ENDPOINT_TOTALS, constants.XENG_ENDPOINT_HISTORICAL do
        names[#names + 1] = ffi.string(C.xeng_endpoint_name(number))
    end
    return names
end

-- How many ids one request to an endpoint takes.
function xengage.max_ids(endpoint)
    return tonumber(C.xeng_endpoint_max_ids(C.xeng_endpoint_by_name(endpoint)))
end

return xengage
