-- The binding as a rock: pure Lua for LuaJIT; the C library is installed beside it.
rockspec_format = "3.0"
package = "xengage"
version = "0.1.0-1"
source = { url = "file://." } -- from a checkout: luarocks make
description = {
    summary = "X's enterprise Engagement API for LuaJIT, through libxengage",
    license = "MIT",
}
dependencies = { "lua == 5.1" } -- LuaJIT 2.1's; its ffi is needed
build = {
    type = "builtin",
    modules = {
        ["xengage"] = "xengage/init.lua",
        ["xengage.cdef"] = "xengage/cdef.lua",
        ["xengage.client"] = "xengage/client.lua",
        ["xengage.credentials"] = "xengage/credentials.lua",
        ["xengage.errors"] = "xengage/errors.lua",
        ["xengage.handle"] = "xengage/handle.lua",
        ["xengage.ids"] = "xengage/ids.lua",
        ["xengage.job"] = "xengage/job.lua",
        ["xengage.library"] = "xengage/library.lua",
        ["xengage.operation"] = "xengage/operation.lua",
        ["xengage.piece"] = "xengage/piece.lua",
        ["xengage.request"] = "xengage/request.lua",
        ["xengage.result"] = "xengage/result.lua",
        ["xengage.table"] = "xengage/table.lua",
        ["xengage.tasks"] = "xengage/tasks.lua",
        ["xengage.tree"] = "xengage/tree.lua",
    },
}
