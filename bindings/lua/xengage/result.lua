-- Results: what became of each id, trees of counts, and tables of them.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")
local errors = require("xengage.errors")
local handle = require("xengage.handle")
local ids = require("xengage.ids")
local Table = require("xengage.table")
local tree = require("xengage.tree")

local Result = handle.class("result", C.xeng_result_unref)

-- A result that belongs to another object: one more owner.
function Result.shared(pointer)
    return Result.own(C.xeng_result_ref(ffi.cast("xeng_result *", pointer)))
end

-- Reads a response that was kept as JSON.
function Result.from_json(text)
    local out, slot = ffi.new("xeng_result *[1]"), errors.slot()
    local code = C.xeng_result_from_json(text, #text, out, slot)
    return errors.outcome(code, slot, code == 0 and Result.own(out[0]))
end

-- Merges a list of results into one: counts of one path are added up.
function Result.merge(list)
    local pointers = ffi.new("const xeng_result *[?]", #list)
    for i, one in ipairs(list) do
        pointers[i - 1] = Result.pointer(one)
    end
    local out, slot = ffi.new("xeng_result *[1]"), errors.slot()
    local code = C.xeng_result_merge(pointers, #list, out, slot)
    return errors.outcome(code, slot, code == 0 and Result.own(out[0]))
end

-- How many requests were sent to get it.
function Result:attempts()
    return C.xeng_result_attempts(Result.pointer(self))
end

-- for id, state in result:ids(): every id that was asked for, as cdata, and what became of it.
function Result:ids()
    local place, count = 0, C.xeng_result_id_count(Result.pointer(self))
    return function()
        if place == count then
            return nil
        end
        local pointer = Result.pointer(self)
        local id = C.xeng_result_id_at(pointer, place)
        place = place + 1
        return id, ffi.string(C.xeng_id_state_name(C.xeng_result_id_state(pointer, id)))
    end
end

-- What became of an id: "delivered", "unavailable", …; nil if it wasn't asked for.
function Result:state(id)
    local state = C.xeng_result_id_state(Result.pointer(self), assert(ids.id(id)))
    return state ~= 0 and ffi.string(C.xeng_id_state_name(state)) or nil
end

-- The tree of a grouping, by name; nil if there is none of that name.
function Result:tree(name)
    local pointer = Result.pointer(self)
    local root = C.xeng_result_root_by_name(pointer, name)
    return root ~= constants.XENG_NODE_NONE and tree.of(self, root) or nil
end

-- for name, tree in result:trees(): every grouping.
function Result:trees()
    local place, count = 0, C.xeng_result_grouping_count(Result.pointer(self))
    return function()
        if place == count then
            return nil
        end
        local pointer = Result.pointer(self)
        local name, root = C.xeng_result_grouping_name(pointer, place), C.xeng_result_root(pointer, place)
        place = place + 1
        return ffi.string(name), tree.of(self, root)
    end
end

local function delivered(state, value)
    return state == constants.XENG_VALUE_DELIVERED and value[0] or nil
end

-- A Post's count of a metric over all days and hours, as cdata; nil if it wasn't delivered.
function Result:count(id, metric)
    local value = ffi.new("int64_t[1]")
    local number = C.xeng_metric_by_name(metric)
    return delivered(C.xeng_result_post_value(Result.pointer(self), assert(ids.id(id)), number, value), value)
end

-- The sum of a metric over all Posts, as cdata; nil if nothing was delivered.
function Result:total(metric)
    local value = ffi.new("int64_t[1]")
    return delivered(C.xeng_result_total(Result.pointer(self), C.xeng_metric_by_name(metric), value), value)
end

-- A Post's engagement rate, or that of all Posts; nil where it can't be known.
function Result:rate(id)
    local rate = ffi.new("double[1]")
    if id then
        return delivered(C.xeng_result_engagement_rate(Result.pointer(self), assert(ids.id(id)), rate), rate)
    end
    return delivered(C.xeng_result_total_rate(Result.pointer(self), rate), rate)
end

-- Start and end, in Unix seconds, of what the counts are of; nil if the server didn't say.
function Result:window()
    local first, last = ffi.new("int64_t[1]"), ffi.new("int64_t[1]")
    if C.xeng_result_window(Result.pointer(self), first, last) == 0 then
        return nil
    end
    return tonumber(first[0]), tonumber(last[0])
end

-- The server's messages about parts of it, as a list.
function Result:messages()
    local list = {}
    for i = 1, tonumber(C.xeng_result_message_count(Result.pointer(self))) do
        list[i] = ffi.string(C.xeng_result_message(self._handle, i - 1))
    end
    return list
end

-- As JSON text, which from_json() reads.
function Result:json()
    return errors.text_of(C.xeng_result_to_json, Result.pointer(self))
end

local function place_of(pointer, name)
    for i = 0, tonumber(C.xeng_result_grouping_count(pointer)) - 1 do
        if ffi.string(C.xeng_result_grouping_name(pointer, i)) == name then
            return i
        end
    end
    error(("the result has no grouping %q"):format(name), 3)
end

-- One grouping as rows and columns: "long" (a row is a count) or "wide" (a row is a Post, a day, …).
function Result:table(grouping, form)
    local pointer = Result.pointer(self)
    local out, slot = ffi.new("xeng_table *[1]"), errors.slot()
    local code = C.xeng_table_new(pointer, place_of(pointer, grouping), Table.form(form), out, slot)
    return errors.outcome(code, slot, code == 0 and Table.own(out[0]))
end

return Result
