-- Clients, credentials and requests, as a case and the environment say.
local xengage = require("xengage")

local make = {}

function make.client()
    return xengage.client()
end

function make.credentials(as)
    if as == "bearer" then
        return xengage.credentials.bearer(os.getenv("SIM_BEARER"))
    end
    return xengage.credentials.from_env()
end

-- XENGAGE_NOW in Unix seconds.
local function present()
    local year, month, day, hour, minute, second =
        os.getenv("XENGAGE_NOW"):match("^(%d+)-(%d+)-(%d+)T(%d+):(%d+):(%d+)Z$")
    local of = { year = year, month = month, day = day, hour = hour, min = minute, sec = second, isdst = false }
    local here = os.time(of) -- as if it were this machine's time
    local utc = os.date("!*t", here)
    utc.isdst = false
    return here + (here - os.time(utc))
end

-- A window, where a case has one.
function make.window(from)
    local first, last = from:get("start"), from:get("end")
    return (first or last) and { first, last } or nil
end

function make.request(from, credentials)
    local groupings = {}
    if from:get("groupings") then
        for i, name in ipairs(from:get("groupings").keys) do
            groupings[i] = { name, from:get("groupings"):get(name) }
        end
    end
    return xengage.request({
        endpoint = from:get("endpoint"),
        credentials = credentials,
        ids = from:get("ids"),
        metrics = from:get("metrics"),
        groupings = groupings,
        window = make.window(from),
        now = present(),
    })
end

return make
