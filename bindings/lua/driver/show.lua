-- What came of a case, as the contract wants it: errors, results, trees.
local json = require("json")
local xengage = require("xengage")

local show = {}

local function texts(list)
    local shown = {}
    for i, one in ipairs(list) do
        shown[i] = xengage.text(one)
    end
    return shown
end

function show.error(trouble)
    return json.of("error", json.of(
        "code", trouble.code, "rule", trouble.rule, "limit", xengage.text(trouble.limit), "value", trouble.value,
        "status", trouble.http_status, "attempts", trouble.attempts, "ids", texts(trouble.ids),
        "message", tostring(trouble)))
end

local function node(value)
    if not xengage.is_tree(value) then
        return value ~= nil and xengage.text(value) or json.null
    end
    local shown = json.object()
    for key, below in xengage.pairs(value) do
        shown:set(key, node(below))
    end
    return shown
end

function show.trees(result)
    if not result then
        return json.null
    end
    local shown = json.object()
    for name, tree in result:trees() do
        shown:set(name, node(tree))
    end
    return shown
end

function show.result(result)
    local ids = json.object()
    for id, state in result:ids() do
        ids:set(xengage.text(id), state)
    end
    return json.of("result", json.of("attempts", result:attempts(), "ids", ids, "trees", show.trees(result)))
end

function show.either(result, trouble)
    return result and show.result(result) or show.error(trouble)
end

return show
