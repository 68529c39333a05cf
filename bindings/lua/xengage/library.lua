-- Finds libxengage: the file that XENGAGE_LIBRARY names, else where the system looks.
local ffi = require("ffi")
local constants = require("xengage.cdef")

local names = { OSX = "libxengage.0.dylib" }
local file = os.getenv("XENGAGE_LIBRARY") or names[ffi.os] or "libxengage.so.0"
local found, C = pcall(ffi.load, file)
if not found then
    error(("xengage: can't load %s (%s); install it, or name its file in XENGAGE_LIBRARY"):format(file, C), 0)
end
local version = ffi.string(C.xeng_version())
if not version:match("^" .. constants.XENG_VERSION_MAJOR .. "%.") then
    error(("xengage: %s is version %s, with another ABI than this binding's"):format(file, version), 0)
end
return C
