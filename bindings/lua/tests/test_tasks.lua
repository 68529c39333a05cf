-- Many requests at once: tasks, operations, cancelling, a loop of the program's own.
local ffi = require("ffi")
local support = require("support")
local xengage = require("xengage")
local same, fails = support.same, support.fails

ffi.cdef([[
typedef struct { int fd; short events, revents; } test_poll;
int poll(test_poll *fds, unsigned long count, int timeout_ms);
]])

local tests = {}

local function one(credentials, place)
    return support.request(credentials, { support.ids(place)[place] })
end

function tests.tasks_give_their_values_in_order()
    local client, credentials = support.client()
    local fetches = {}
    for i = 1, 20 do
        fetches[i] = function()
            local result = assert(client:fetch(credentials, one(credentials, i)))
            for id in result:ids() do
                return id
            end
        end
    end
    local ids = { client:run(unpack(fetches)) }
    for i, id in ipairs(support.ids(20)) do
        same(ids[i], id)
    end
end

function tests.all_tasks_begin_before_one_ends()
    local client, credentials = support.client()
    local begun, least = 0, math.huge
    local function fetch()
        begun = begun + 1
        assert(client:fetch(credentials, one(credentials, 1)))
        least = math.min(least, begun)
    end
    client:run(fetch, fetch, fetch)
    same(least, 3)
end

function tests.error_in_a_task_is_raised_by_run()
    local client, credentials = support.client()
    local thrown = { "mine" }
    local worked, why = pcall(client.run, client, function()
        assert(client:fetch(credentials, one(credentials, 1)))
        error(thrown)
    end)
    same(worked, false)
    same(why, thrown)
    assert(client:fetch(credentials, one(credentials, 1)), "the client goes on")
end

function tests.task_fetches_with_another_client()
    local client, credentials = support.client()
    local other = support.client()
    assert(client:run(function()
        return assert(other:fetch(credentials, one(credentials, 1)))
    end))
end

function tests.task_yields_and_is_gone_on_with()
    local client, credentials = support.client()
    local turns = 0
    client:run(function()
        for _ = 1, 5 do
            coroutine.yield()
            turns = turns + 1
        end
    end, function()
        assert(client:fetch(credentials, one(credentials, 1)))
    end)
    same(turns, 5)
end

function tests.coroutine_that_is_no_task_waits_itself()
    local client, credentials = support.client()
    local routine = coroutine.wrap(function()
        return client:fetch(credentials, one(credentials, 1))
    end)
    assert(routine())
end

function tests.two_wait_for_one_operation()
    local client, credentials = support.client()
    local operation = assert(client:submit(credentials, one(credentials, 1)))
    local function wait()
        return assert(operation:wait())
    end
    local first, second = client:run(wait, wait)
    same(first, second)
    same(operation:wait(), first)
end

function tests.cancelled_operation_has_an_error()
    local client, credentials = support.client()
    local operation = assert(client:submit(credentials, one(credentials, 1)))
    operation:cancel()
    local result, trouble = operation:wait()
    same(result, nil)
    same(trouble.code, "XENG_ERROR_CANCELLED")
    operation:cancel() -- nothing is left to cancel
end

function tests.all_is_cancelled_at_once()
    local client, credentials = support.client()
    local operations = {}
    for i = 1, 10 do
        operations[i] = assert(client:submit(credentials, one(credentials, i)))
    end
    client:cancel_all()
    for _, operation in ipairs(operations) do
        same(select(2, operation:wait()).code, "XENG_ERROR_CANCELLED")
    end
end

function tests.client_closed_in_a_run_is_told()
    local client, credentials = support.client()
    fails("this client is closed", client.run, client, function()
        client:fetch(credentials, one(credentials, 1))
    end, function()
        client:close()
    end)
end

function tests.loop_of_ones_own_by_the_descriptor()
    local client, credentials = support.client()
    local operation = assert(client:submit(credentials, one(credentials, 1)))
    local fds = ffi.new("test_poll[1]", { { client:fd(), 1, 0 } })
    local turns = 0
    while not operation.done and turns < 1000 do
        ffi.C.poll(fds, 1, 1000)
        assert(client:dispatch(0))
        turns = turns + 1
    end
    assert(operation.done and operation:wait())
end

function tests.outcomes_nobody_asked_for_are_dropped()
    local client, credentials = support.client()
    for i = 1, 5 do
        assert(client:submit(credentials, one(credentials, i)))
    end
    while next(client._under_way) do
        assert(client:dispatch(1000))
    end
end

return tests
