-- Credentials: from the environment, a file, or the secrets themselves; nothing shows those again.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")
local errors = require("xengage.errors")
local handle = require("xengage.handle")

local Credentials = handle.class("set of credentials", C.xeng_credentials_unref)
local kinds = {
    [constants.XENG_CREDENTIALS_USER] = "user",
    [constants.XENG_CREDENTIALS_APP] = "app",
    [constants.XENG_CREDENTIALS_BEARER] = "bearer",
}

local function made(code, slot, out)
    return errors.outcome(code, slot, code == 0 and Credentials.own(out[0]))
end

local function rooms()
    return ffi.new("xeng_credentials *[1]"), errors.slot()
end

-- What XENGAGE_CONSUMER_KEY and the other variables say.
function Credentials.from_env()
    local out, slot = rooms()
    return made(C.xeng_credentials_from_env(out, slot), slot, out)
end

-- From a JSON file that only its owner can read.
function Credentials.from_file(path)
    local out, slot = rooms()
    return made(C.xeng_credentials_from_file(path, out, slot), slot, out)
end

-- An application that a user let read their Posts' metrics: { consumer_key = …, consumer_secret = …,
-- access_token = …, access_token_secret = … }.
function Credentials.user(of)
    local out, slot = rooms()
    local code = C.xeng_credentials_new_user(
        of.consumer_key, of.consumer_secret, of.access_token, of.access_token_secret, out, slot)
    return made(code, slot, out)
end

-- An application alone.
function Credentials.app(of)
    local out, slot = rooms()
    return made(C.xeng_credentials_new_app(of.consumer_key, of.consumer_secret, out, slot), slot, out)
end

-- An application alone, by a bearer token.
function Credentials.bearer(token)
    local out, slot = rooms()
    return made(C.xeng_credentials_new_bearer(token, out, slot), slot, out)
end

-- Writes them to a file that only its owner can read.
function Credentials:save(path)
    local slot = errors.slot()
    return errors.outcome(C.xeng_credentials_save(Credentials.pointer(self), path, slot), slot, true)
end

-- "user", "app" or "bearer".
function Credentials:kind()
    return kinds[C.xeng_credentials_kind(Credentials.pointer(self))]
end

-- The user's id as cdata; nil without user context.
function Credentials:user_id()
    local id = C.xeng_credentials_user_id(Credentials.pointer(self))
    return id ~= 0 and id or nil
end

return Credentials
