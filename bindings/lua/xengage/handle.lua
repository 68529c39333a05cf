-- Objects of the library: each is released once, by close() or by the garbage collector.
local ffi = require("ffi")

local handle = {}

-- A class whose objects hold a pointer that `unref` releases.
function handle.class(name, unref)
    local class = {}
    class.__index = class
    class.__tostring = function(self)
        return "xengage " .. name .. (self._handle == nil and " (closed)" or "")
    end

    -- An object that owns what a pointer points to.
    function class.own(pointer)
        return setmetatable({ _handle = ffi.gc(pointer, unref) }, class)
    end

    -- The pointer of an object of this class; `value` may be anything that a program hands over.
    function class.pointer(value)
        if getmetatable(value) ~= class then
            error(("%s expected, got %s"):format(name, type(value)), 3)
        end
        return value._handle or error("this " .. name .. " is closed", 3)
    end

    -- Releases it now. Closing twice does nothing.
    function class:close()
        local pointer = self._handle
        self._handle = nil
        if pointer ~= nil then
            unref(ffi.gc(pointer, nil))
        end
    end

    return class
end

return handle
