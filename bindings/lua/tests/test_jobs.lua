-- Jobs as Lua has them: iterators in and out, a journal, tasks beside them.
local support = require("support")
local xengage = require("xengage")
local same, fails = support.same, support.fails

local tests = {}

local function begun(of)
    local client, credentials = support.client()
    local request = support.request(credentials)
    return assert(xengage.job(client, request, credentials, of)), client, credentials
end

function tests.ids_come_from_lists_iterators_and_files()
    local job = begun()
    local ids = support.ids(600)
    assert(job:add_ids({ ids[1], xengage.text(ids[2]) }))
    local place = 2
    assert(job:add_ids(function()
        place = place + 1
        return ids[place]
    end))
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write("# some\n", xengage.text(ids[1] + 5000), "\n")
    file:close()
    assert(job:add_ids_file(path))
    os.remove(path)
    same(job:plan().ids, 601)
    same(job:plan().pieces, 3)
end

function tests.id_that_is_none_is_an_error()
    local job = begun()
    local added, trouble = job:add_ids({ "12x" })
    same(added, nil)
    same(trouble.rule, "XENG_RULE_BAD_ID")
end

function tests.every_id_is_accounted_for()
    local job = begun({ ordered = true })
    assert(job:add_ids(support.ids(700)))
    local seen, place = 0, 0
    for piece in job:pieces() do
        same(tonumber(piece:number()), place)
        assert(piece:is_finished())
        for id, state, reason, words in piece:ids() do
            same(id, support.ids(1)[1] + seen)
            assert(state == "delivered" or (reason and words))
            seen = seen + 1
        end
        assert(assert(piece:table(1, "wide")):rows() > 0)
        assert(job:ack(piece, place + 1))
        place = place + 1
    end
    same(seen, 700)
    same(job:state(), "complete")
    same(tonumber(job:figure("ids_settled")), 700)
    same(tonumber(job:mark()), 3)
    same(job:waiting(), nil)
    same(job:account_error(), nil)
    fails("no such figure", job.figure, job, "ids_asked")
end

function tests.journal_goes_on_where_a_job_was_stopped()
    local path = os.tmpname()
    os.remove(path)
    local function pieces(most)
        local job, count = begun({ ordered = true, journal = path }), 0
        assert(job:add_ids(support.ids(1000)))
        for piece in job:pieces() do
            count = count + 1
            assert(job:ack(piece))
            if count == most then
                break
            end
        end
        job:close()
        return count
    end
    local first = pieces(2)
    local second = pieces()
    os.remove(path)
    same(first + second, 4)
end

function tests.stopped_job_hands_over_what_is_done()
    local job = begun()
    assert(job:add_ids(support.ids(1000)))
    job:stop()
    for piece in job:pieces() do
        assert(job:ack(piece))
    end
    same(job:state(), "stopped")
end

function tests.collected_job_is_one_result()
    local job = begun()
    assert(job:add_ids(support.ids(300)))
    local result, count = assert(job:collect()), 0
    for _ in result:ids() do
        count = count + 1
    end
    same(count, 300)
end

function tests.job_of_nothing_raises_in_its_loop()
    local job = begun()
    local worked, trouble = pcall(function()
        for _ in job:pieces() do
            error("a piece of nothing")
        end
    end)
    same(worked, false)
    same(trouble.rule, "XENG_RULE_NO_IDS")
end

function tests.job_and_fetch_run_side_by_side()
    local job, client, credentials = begun()
    assert(job:add_ids(support.ids(1000)))
    local pieces, fetches = 0, 0
    client:run(function()
        for piece in job:pieces() do
            pieces = pieces + 1
            assert(job:ack(piece))
        end
    end, function()
        for i = 1, 5 do
            assert(client:fetch(credentials, support.request(credentials, { support.ids(i)[i] })))
            fetches = fetches + 1
        end
    end)
    same(pieces, 4)
    same(fetches, 5)
end

function tests.settings_are_known_ones()
    local client, credentials = support.client()
    local request = support.request(credentials)
    fails("a job has no setting sorted", xengage.job, client, request, credentials, { sorted = true })
end

return tests
