-- Tasks: coroutines that wait for requests side by side, in one thread.
local tasks = {}
local ASLEEP = {} -- yielded by who waits for an operation; anything else means "again, soon"
local SLICE_MS = 1000
local known = setmetatable({}, { __mode = "k" }) -- coroutine -> its run

-- The running coroutine if it is a task; of a client's, if one is named: none but that serves it.
function tasks.running(client)
    local running = coroutine.running()
    local run = running and known[running]
    return run and (client == nil or run.client == client) and running or nil
end

-- Leaves a task until what it waits for is there.
function tasks.sleep()
    coroutine.yield(ASLEEP)
end

-- Lets other tasks go on.
function tasks.pass()
    coroutine.yield()
end

-- Goes on with a task until it waits again or ends.
local function resume(task)
    local run = known[task]
    local worked, value = coroutine.resume(task)
    if not worked then
        error(value, 0)
    end
    if coroutine.status(task) == "dead" then
        run.values[run.place[task]] = value
        run.left = run.left - 1
    elseif value ~= ASLEEP then
        run.again[#run.again + 1] = task
    end
end

-- Goes on with those of a list.
function tasks.resume_all(list)
    for _, task in ipairs(list) do
        resume(task)
    end
end

-- Runs functions as tasks of a client to their ends; gives the first value of each.
function tasks.run(client, ...)
    local run = { client = client, again = {}, left = select("#", ...), place = {}, values = {} }
    local count = run.left
    for i = 1, count do
        local task = coroutine.create((select(i, ...)))
        known[task], run.place[task] = run, i
        resume(task)
    end
    while run.left > 0 do
        local again = run.again
        run.again = {}
        assert(client:dispatch(#again > 0 and 0 or SLICE_MS))
        tasks.resume_all(again)
    end
    return unpack(run.values, 1, count)
end

return tasks
