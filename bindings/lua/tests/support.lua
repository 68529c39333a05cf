-- What the tests share: a client of the simulator's, requests, and what must hold.
local xengage = require("xengage")

local support = { FIRST = "2120086560568246272" }

-- Ids of the simulator's world, as cdata: `count` from the first on.
function support.ids(count)
    local ids, first = {}, assert(xengage.id(support.FIRST))
    for i = 1, count do
        ids[i] = first + (i - 1)
    end
    return ids
end

function support.same(one, other, what)
    if one ~= other then
        error(("%s: %s is not %s"):format(what or "values", tostring(one), tostring(other)), 2)
    end
end

-- What a call fails with, which must have some words in it.
function support.fails(words, call, ...)
    local worked, why = pcall(call, ...)
    if worked then
        error("it worked, and should have said: " .. words, 2)
    end
    if not tostring(why):find(words, 1, true) then
        error(("%q doesn't say %q"):format(tostring(why), words), 2)
    end
    return why
end

-- A client and credentials.
function support.client(of)
    return assert(xengage.client(of)), assert(xengage.credentials.from_env())
end

-- A request for one or some ids.
function support.request(credentials, ids, of)
    of = of or {}
    return assert(xengage.request({
        endpoint = of.endpoint or "totals",
        credentials = credentials,
        ids = ids,
        metrics = of.metrics or { "favorites", "impressions" },
        groupings = of.groupings or { posts = "tweet.id,engagement.type" },
    }))
end

-- A result of some ids.
function support.result(count, of)
    local client, credentials = support.client()
    return assert(client:fetch(credentials, support.request(credentials, support.ids(count), of)))
end

return support
