-- Errors: tables that say what went wrong, and what they say as text. Functions return nil and one.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")

local errors = {}
local Error = {}
Error.__index = Error
Error.__tostring = function(self)
    return self.message
end

-- Room for an error, to be handed to the library.
function errors.slot()
    return ffi.new("xeng_error *[1]")
end

local function text_or_nil(text)
    local found = ffi.string(text)
    return found ~= "" and found or nil
end

local function lists(pointer)
    local ids, messages = {}, {}
    for i = 1, tonumber(C.xeng_error_id_count(pointer)) do
        ids[i] = C.xeng_error_id_at(pointer, i - 1)
    end
    for i = 1, tonumber(C.xeng_error_server_message_count(pointer)) do
        messages[i] = ffi.string(C.xeng_error_server_message(pointer, i - 1))
    end
    return ids, messages
end

-- The text that a call makes of an object, or nil and the error.
function errors.text_of(call, pointer)
    local out, slot = ffi.new("char *[1]"), errors.slot()
    local code = call(pointer, out, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    local text = ffi.string(out[0])
    C.xeng_free(out[0])
    return text
end

-- The table for an error that stays the library's.
function errors.of(pointer, code)
    local rule = C.xeng_error_rule(pointer)
    local ids, messages = lists(pointer)
    return setmetatable({
        code = ffi.string(C.xeng_error_code_name(code)),
        number = code,
        message = ffi.string(C.xeng_error_message(pointer)),
        rule = rule ~= constants.XENG_RULE_NONE and ffi.string(C.xeng_error_rule_name(rule)) or nil,
        limit = C.xeng_error_limit(pointer),
        value = text_or_nil(C.xeng_error_value(pointer)),
        http_status = C.xeng_error_http_status(pointer),
        retry_at = tonumber(C.xeng_error_retry_at(pointer)),
        attempts = C.xeng_error_attempts(pointer),
        ids = ids,
        messages = messages,
    }, Error)
end

-- The table for what a call failed with; releases the library's error. Where memory ran out for
-- that, too, the code alone is left.
function errors.take(code, slot)
    local pointer = slot[0]
    local taken = errors.of(pointer, code)
    if pointer == nil then
        taken.message = taken.code
    end
    C.xeng_error_unref(pointer)
    return taken
end

-- What a call gives back: `value`, or nil and the error.
function errors.outcome(code, slot, value)
    if code == 0 then
        return value
    end
    return nil, errors.take(code, slot)
end

-- Whether a value is one of our errors.
function errors.is(value)
    return getmetatable(value) == Error
end

return errors
