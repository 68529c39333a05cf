-- Post ids, counts and other 64-bit numbers: cdata in Lua, since a double holds but 53 bits of them.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")
local errors = require("xengage.errors")

local ids = {}
local MOST = 2 ^ 53 -- beyond, doubles are not exact

-- A 64-bit number in decimal, without the ULL that tostring() puts behind it.
function ids.text(number)
    return (tostring(number):gsub("U?LL$", ""))
end

-- A Post id from text, a whole number, or cdata; nil and an error for text that is none.
function ids.id(value)
    if type(value) == "string" then
        local id, slot = ffi.new("uint64_t[1]"), errors.slot()
        local code = C.xeng_post_id_parse(value, id, slot)
        if code ~= 0 then
            return nil, errors.take(code, slot)
        end
        return id[0]
    end
    if type(value) == "number" and (value < 1 or value > MOST or value % 1 ~= 0) then
        error(("%.17g is no Post id: ids are text, cdata, or whole numbers up to 2^53"):format(value), 2)
    end
    return ffi.cast("uint64_t", value)
end

-- When a Post was made, in milliseconds since 1970, as cdata; nil for ids from before November 2010.
function ids.created_ms(value)
    local id, trouble = ids.id(value)
    if not id then
        return nil, trouble
    end
    local created = C.xeng_post_created_ms(id)
    if created ~= constants.XENG_POST_CREATED_UNKNOWN then
        return created
    end
    return nil
end

-- The lowest id that a Post made at a time (Unix seconds) can have.
function ids.first_at(time)
    return C.xeng_post_first_id_at(time)
end

return ids
