-- Requests: an endpoint, ids, metrics, groupings and a window, held against the API's rules at once.
local ffi = require("ffi")
local C = require("xengage.library")
local errors = require("xengage.errors")
local handle = require("xengage.handle")
local Credentials = require("xengage.credentials")
local post = require("xengage.ids")

local Request = handle.class("request", C.xeng_request_unref)

-- What is set up in this order; the first that fails says why.
local steps = {}

local function add_id(pointer, id, slot)
    if type(id) == "string" then
        return C.xeng_request_add_id_text(pointer, id, slot)
    end
    return C.xeng_request_add_id(pointer, post.id(id), slot) -- which refuses 1.5 and 2^53 + 2
end

function steps.ids(pointer, ids, slot)
    for _, id in ipairs(ids) do
        local code = add_id(pointer, id, slot)
        if code ~= 0 then
            return code
        end
    end
    return 0
end

function steps.metrics(pointer, metrics, slot)
    if metrics == "all" then
        return C.xeng_request_add_all_metrics(pointer, slot)
    end
    for _, name in ipairs(metrics) do
        local code = C.xeng_request_add_metric_name(pointer, name, slot)
        if code ~= 0 then
            return code
        end
    end
    return 0
end

-- Names in order: those of a list, or those of a table in alphabetical order, since it has none.
local function in_order(groupings)
    if groupings[1] then
        return groupings
    end
    local list = {}
    for name, dimensions in pairs(groupings) do
        list[#list + 1] = { name, dimensions }
    end
    table.sort(list, function(one, other)
        return one[1] < other[1]
    end)
    return list
end

function steps.groupings(pointer, groupings, slot)
    for _, one in ipairs(in_order(groupings)) do
        local code = C.xeng_request_add_grouping_text(pointer, one[1], one[2], slot)
        if code ~= 0 then
            return code
        end
    end
    return 0
end

function steps.window(pointer, window, slot)
    return C.xeng_request_set_window_text(pointer, window[1], window[2], slot)
end

local ORDER = { "ids", "metrics", "groupings", "window" }
local KNOWN = { endpoint = true, credentials = true, now = true, deadline_ms = true }

local function refuse_unknown(of)
    for name in pairs(of) do
        if not KNOWN[name] and not steps[name] then
            error("a request has no " .. tostring(name), 3)
        end
    end
end

local function new(of)
    local out, slot = ffi.new("xeng_request *[1]"), errors.slot()
    local credentials = of.credentials and Credentials.pointer(of.credentials)
    local code = C.xeng_request_new(C.xeng_endpoint_by_name(of.endpoint), credentials, out, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    return Request.own(out[0])
end

-- { endpoint = "totals", credentials = …, ids = { "1", … }, metrics = { "favorites", … } or "all",
-- groupings = { posts = "tweet.id,engagement.type" } or { { "posts", "…" }, … },
-- window = { "2026-11-01", "2026-11-08" }, now = Unix seconds, deadline_ms = … }
function Request.new(of)
    refuse_unknown(of)
    local self, trouble = new(of)
    if not self then
        return nil, trouble
    end
    if of.now then
        C.xeng_request_set_now(self._handle, of.now)
    end
    if of.deadline_ms then
        C.xeng_request_set_deadline_ms(self._handle, of.deadline_ms)
    end
    for _, name in ipairs(ORDER) do
        local slot = errors.slot()
        local code = of[name] and steps[name](self._handle, of[name], slot) or 0
        if code ~= 0 then
            return nil, errors.take(code, slot)
        end
    end
    return self
end

-- Whether it is complete and legal: true, or nil and the rule that it breaks.
function Request:check()
    local slot = errors.slot()
    return errors.outcome(C.xeng_request_check(Request.pointer(self), slot), slot, true)
end

-- What is sent, as JSON text.
function Request:json()
    return errors.text_of(C.xeng_request_to_json, Request.pointer(self))
end

-- What can be foreseen, as a list of texts.
function Request:warnings()
    local out, slot = ffi.new("xeng_warnings *[1]"), errors.slot()
    local code = C.xeng_request_warnings(Request.pointer(self), out, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    local list = {}
    for i = 1, tonumber(C.xeng_warnings_count(out[0])) do
        list[i] = ffi.string(C.xeng_warnings_message(out[0], i - 1))
    end
    C.xeng_warnings_unref(out[0])
    return list
end

return Request
