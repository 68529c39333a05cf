-- The binding's own tests, beside a simulator: what only Lua has. run.lua; the last line counts.
local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local passed, failed = 0, 0
for _, name in ipairs({ "test_values", "test_handles", "test_tasks", "test_jobs", "test_pages" }) do
    local names = {}
    local tests = require(name)
    for what in pairs(tests) do
        names[#names + 1] = what
    end
    table.sort(names)
    for _, what in ipairs(names) do
        local worked, why = xpcall(tests[what], debug.traceback)
        passed, failed = passed + (worked and 1 or 0), failed + (worked and 0 or 1)
        print((worked and "ok: " or "FAILED: ") .. name .. ": " .. what .. (worked and "" or "\n    " .. tostring(why)))
    end
end
print(("%d passed, %d failed"):format(passed, failed))
os.exit(failed == 0 and 0 or 1)
