-- What is written beside the code: the programs of README.md run, and the rockspec names every module.
local support = require("support")

local here = arg[0]:match("^(.*)/tests/[^/]*$") or ".."
local tests = {}

local function text_of(name)
    local file = assert(io.open(here .. "/" .. name))
    local text = file:read("*a")
    file:close()
    return text
end

-- Runs a program in a folder of its own, since some write files; what it printed.
local function output_of(program)
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write(program)
    file:close()
    local folder = path .. ".d"
    local pipe = assert(io.popen(("mkdir %s && cd %s && luajit %s 2>&1; echo status $?"):format(folder, folder, path)))
    local output = pipe:read("*a")
    pipe:close()
    os.execute(("rm -rf %s %s"):format(path, folder))
    return output
end

function tests.programs_of_the_page_run()
    local count = 0
    for program in text_of("README.md"):gmatch("```lua\n(.-)```") do
        local output = output_of(program)
        assert(output:match("%S.*status 0\n$"), program .. "\n" .. output)
        count = count + 1
    end
    support.same(count, 4, "programs")
end

function tests.rockspec_names_every_module()
    local spec = {}
    setfenv(assert(loadfile(here .. "/xengage-0.1.0-1.rockspec")), spec)()
    local listed, there = 0, 0
    for name, path in pairs(spec.build.modules) do
        assert(io.open(here .. "/" .. path), path .. " is not there"):close()
        assert(name == path:gsub("/init%.lua$", ""):gsub("%.lua$", ""):gsub("/", "."), name)
        listed = listed + 1
    end
    for _ in assert(io.popen("ls " .. here .. "/xengage")):lines() do
        there = there + 1
    end
    support.same(listed, there, "modules")
    support.same(spec.version, require("xengage").version() .. "-1")
end

return tests
