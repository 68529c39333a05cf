-- Trees of counts: tree[key][key] is a subtree, or a count as cdata; nil where there is none.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")
local ids = require("xengage.ids")

local tree = {}
local Tree = {}
local RESULT, NODE = {}, {} -- no key of the server's is one of these
local value = ffi.new("int64_t[1]")

-- What a node is in Lua: a subtree, a count, or nil for a leaf whose count wasn't delivered.
local function of_node(result, node)
    local state = C.xeng_result_value(result._handle, node, value)
    if state == constants.XENG_VALUE_NO_LEAF then
        return setmetatable({ [RESULT] = result, [NODE] = node }, Tree)
    end
    return state == constants.XENG_VALUE_DELIVERED and value[0] or nil
end

-- The tree of a node; it keeps the result that it is of.
tree.of = of_node

-- A tree's result, the pointer of that, and the tree's node.
local function parts(self)
    local result = rawget(self, RESULT)
    return result, result._handle or error("this result is closed", 3), rawget(self, NODE)
end

-- Keys are text as the server wrote it; those that are ids may be cdata or numbers, too.
function Tree.__index(self, key)
    local result, pointer, parent = parts(self)
    local node
    if type(key) == "string" then
        node = C.xeng_result_child(pointer, parent, key)
    else
        node = C.xeng_result_child_by_id(pointer, parent, ids.id(key))
    end
    if node == constants.XENG_NODE_NONE then
        return nil
    end
    return of_node(result, node)
end

function Tree.__newindex()
    error("a tree of counts can't be changed", 2)
end

function Tree.__tostring(self)
    return ("xengage tree of %d"):format(tree.size(self))
end

-- How many keys a tree has.
function tree.size(self)
    local _, pointer, node = parts(self)
    return tonumber(C.xeng_result_child_count(pointer, node))
end

-- for key, subtree or count in pairs(tree): in the order of the server's.
function tree.pairs(self)
    local place, size = 0, tree.size(self)
    return function()
        if place == size then
            return nil
        end
        local result, pointer, parent = parts(self)
        local node = C.xeng_result_child_at(pointer, parent, place)
        place = place + 1
        return ffi.string(C.xeng_result_key(pointer, node)), of_node(result, node)
    end
end

Tree.__pairs = tree.pairs -- where Lua looks for it
Tree.__len = tree.size

-- Whether a value is a tree.
function tree.is(any)
    return getmetatable(any) == Tree
end

return tree
