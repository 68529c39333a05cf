-- Jobs: any number of ids and any window, as pieces in which every id is accounted for.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")
local errors = require("xengage.errors")
local handle = require("xengage.handle")
local ids = require("xengage.ids")
local Client = require("xengage.client")
local Credentials = require("xengage.credentials")
local Piece = require("xengage.piece")
local Request = require("xengage.request")
local Result = require("xengage.result")
local tasks = require("xengage.tasks")

local Job = handle.class("job", C.xeng_job_unref)
local SLICE_MS = 1000 -- between looks at what Lua itself has to do
local TASK_SLICE_MS = 10 -- in a task, whose neighbours have to do something, too
-- The collector doesn't see how large pieces are: for each it goes on by as much. Beside 140 MiB of other
-- objects, a job of 2,400 pieces took 50 MiB so, and 160 MiB without.
local PIECE_KIB = 200
local MOST_AT_ONCE = 4096 -- ids that are handed over at once

local words = {
    state = {
        [constants.XENG_JOB_OPEN] = "open",
        [constants.XENG_JOB_COMPLETE] = "complete",
        [constants.XENG_JOB_STOPPED] = "stopped",
    },
    waiting = {
        [constants.XENG_WAIT_RATE_LIMIT] = "rate limit",
        [constants.XENG_WAIT_OUTAGE] = "outage",
    },
}
local figures = {
    ids = constants.XENG_FIGURE_IDS,
    ids_settled = constants.XENG_FIGURE_IDS_SETTLED,
    pieces = constants.XENG_FIGURE_PIECES,
    pieces_done = constants.XENG_FIGURE_PIECES_DONE,
    requests = constants.XENG_FIGURE_REQUESTS,
    retries = constants.XENG_FIGURE_RETRIES,
    in_flight = constants.XENG_FIGURE_IN_FLIGHT,
    bytes_sent = constants.XENG_FIGURE_BYTES_SENT,
    bytes_received = constants.XENG_FIGURE_BYTES_RECEIVED,
    rate_limit = constants.XENG_FIGURE_RATE_LIMIT,
    requests_left = constants.XENG_FIGURE_REQUESTS_LEFT,
}
local formats = {
    auto = constants.XENG_IDS_AUTO,
    plain = constants.XENG_IDS_PLAIN,
    csv = constants.XENG_IDS_CSV,
    json_lines = constants.XENG_IDS_JSON_LINES,
}
local ID_STATES = {
    constants.XENG_ID_DELIVERED, constants.XENG_ID_UNAVAILABLE, constants.XENG_ID_FORBIDDEN,
    constants.XENG_ID_UNSUPPORTED, constants.XENG_ID_MISSING, constants.XENG_ID_FAILED,
}

-- What can be set up when a job is made.
local settings = {
    window = function(self, window)
        local slot = errors.slot()
        return errors.outcome(C.xeng_job_set_window_text(self, window[1], window[2], slot), slot, true)
    end,
    journal = function(self, path)
        local slot = errors.slot()
        return errors.outcome(C.xeng_job_set_journal(self, path, slot), slot, true)
    end,
    share = function(self, share)
        local slot = errors.slot()
        return errors.outcome(C.xeng_job_set_share(self, share[1], share[2], slot), slot, true)
    end,
    temporary_folder = function(self, path)
        local slot = errors.slot()
        return errors.outcome(C.xeng_job_set_temporary_folder(self, path, slot), slot, true)
    end,
    ordered = function(self, on)
        C.xeng_job_set_ordered(self, on and 1 or 0)
        return true
    end,
    leave_out_old = function(self, on)
        C.xeng_job_set_leave_out_old(self, on and 1 or 0)
        return true
    end,
    patience_ms = function(self, patience)
        C.xeng_job_set_patience_ms(self, patience)
        return true
    end,
}

-- A job of a client: Job.new(client, request, credentials, { window = { start, end }, ordered = true,
-- journal = path, share = { index, count }, patience_ms = …, … }). Ids are added to it.
function Job.new(client, request, credentials, of)
    local out, slot = ffi.new("xeng_job *[1]"), errors.slot()
    local code = C.xeng_job_new(Client.pointer(client), Request.pointer(request), out, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    local self = Job.own(out[0])
    local done, trouble = self:add_credentials(credentials)
    for name, value in pairs(of or {}) do
        if not done then
            break
        end
        local set = settings[name] or error("a job has no setting " .. tostring(name), 2)
        done, trouble = set(self._handle, value)
    end
    if not done then
        return nil, trouble
    end
    return self
end

-- Adds an account; gives its number, 0 for the first.
function Job:add_credentials(credentials)
    local account, slot = ffi.new("uint32_t[1]"), errors.slot()
    local code = C.xeng_job_add_credentials(Job.pointer(self), Credentials.pointer(credentials), account, slot)
    return errors.outcome(code, slot, account[0])
end

local function add_array(self, account, array, count)
    local slot = errors.slot()
    return errors.outcome(C.xeng_job_add_ids(Job.pointer(self), account, array, count, slot), slot, true)
end

local function iterator_of(given)
    if type(given) == "function" then
        return given
    end
    local place = 0
    return function()
        place = place + 1
        return given[place]
    end
end

-- Adds ids, of a list or an iterator, to an account (0 if none is said).
function Job:add_ids(given, account)
    local array, count = ffi.new("uint64_t[?]", MOST_AT_ONCE), 0
    for one in iterator_of(given) do
        local id, trouble = ids.id(one)
        if not id then
            return nil, trouble
        end
        array[count], count = id, count + 1
        if count == MOST_AT_ONCE then
            local added, why = add_array(self, account or 0, array, count)
            if not added then
                return nil, why
            end
            count = 0
        end
    end
    return count == 0 or add_array(self, account or 0, array, count)
end

-- Adds the ids of a file: { format = "csv", field = "tweet_id", account = 0 } may say more of it.
function Job:add_ids_file(path, of)
    of = of or {}
    local format = formats[of.format or "auto"] or error("no format of ids: " .. tostring(of.format), 2)
    local slot = errors.slot()
    local code = C.xeng_job_add_ids_file(Job.pointer(self), of.account or 0, path, format, of.field, slot)
    return errors.outcome(code, slot, true)
end

-- The next piece, waiting for at most `timeout_ms` (-1: for as long as it takes); nil when time is
-- up or the job is over, nil and an error if it had to stop.
function Job:next(timeout_ms)
    local out, slot = ffi.new("xeng_piece *[1]"), errors.slot()
    local code = C.xeng_job_next(Job.pointer(self), timeout_ms, out, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    if out[0] == nil then
        return nil
    end
    collectgarbage("step", PIECE_KIB)
    return Piece.own(out[0])
end

-- for piece in job:pieces(): to the job's end; an error is raised. In a task of client:run(), other
-- tasks go on between looks for a piece.
function Job:pieces()
    return function()
        while true do
            local task = tasks.running()
            local piece, trouble = self:next(task and TASK_SLICE_MS or SLICE_MS)
            if trouble then
                error(trouble, 0)
            elseif piece or self:state() ~= "open" then
                return piece
            elseif task then
                tasks.pass()
            end
        end
    end
end

-- Acknowledges a piece: what was to be done with it is done. `mark` is a number to be kept with it.
function Job:ack(piece, mark)
    local slot = errors.slot()
    local code = C.xeng_job_ack(Job.pointer(self), Piece.pointer(piece), mark or 0, slot)
    return errors.outcome(code, slot, true)
end

-- The mark of the last acknowledgement, as cdata.
function Job:mark()
    return C.xeng_job_mark(Job.pointer(self))
end

local function result_of(code, out, slot)
    return errors.outcome(code, slot, code == 0 and Result.own(out[0]))
end

-- Runs it to its end, and gives all of it as one result.
function Job:collect()
    local out, slot = ffi.new("xeng_result *[1]"), errors.slot()
    return result_of(C.xeng_job_collect(Job.pointer(self), out, slot), out, slot)
end

-- The sums of groupings without tweet.id over all pieces that were acknowledged.
function Job:sums()
    local out, slot = ffi.new("xeng_result *[1]"), errors.slot()
    return result_of(C.xeng_job_sums(Job.pointer(self), out, slot), out, slot)
end

-- Stops it gently: what is in flight is finished and handed over.
function Job:stop()
    C.xeng_job_stop(Job.pointer(self))
end

-- Stops it at once.
function Job:cancel()
    C.xeng_job_cancel(Job.pointer(self))
end

-- "open", "complete" or "stopped".
function Job:state()
    return words.state[C.xeng_job_state(Job.pointer(self))]
end

-- A figure of its progress, as cdata: "ids", "pieces_done", "requests", …
function Job:figure(name)
    local number = figures[name] or error("no such figure: " .. tostring(name), 2)
    return C.xeng_job_figure(Job.pointer(self), number)
end

-- How many ids ended in each state, as cdata; states of none are left out.
function Job:states()
    local counts = {}
    for _, state in ipairs(ID_STATES) do
        local count = C.xeng_job_state_count(Job.pointer(self), state)
        if count > 0 then
            counts[ffi.string(C.xeng_id_state_name(state))] = count
        end
    end
    return counts
end

-- What it waits for, "rate limit" or "outage", and until when in Unix seconds; nil if it doesn't.
function Job:waiting()
    local till = ffi.new("int64_t[1]")
    local what = words.waiting[C.xeng_job_waiting(Job.pointer(self), till)]
    return what, what and tonumber(till[0]) or nil
end

-- Why an account was stopped; nil if it wasn't.
function Job:account_error(account)
    local pointer = C.xeng_job_account_error(Job.pointer(self), account or 0)
    return pointer ~= nil and errors.of(pointer, C.xeng_error_code(pointer)) or nil
end

-- What the journal said of itself when the job began; nil if there was nothing to say.
function Job:journal_note()
    local note = C.xeng_job_journal_note(Job.pointer(self))
    return note ~= nil and ffi.string(note) or nil
end

-- What it will send, as numbers; it begins for that, without sending anything.
function Job:plan()
    local out, slot = ffi.new("xeng_plan *[1]"), errors.slot()
    local code = C.xeng_job_plan(Job.pointer(self), out, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    local plan = ffi.gc(out[0], C.xeng_plan_unref)
    return {
        ids_given = tonumber(C.xeng_plan_ids_given(plan)),
        ids = tonumber(C.xeng_plan_ids(plan)),
        pieces = tonumber(C.xeng_plan_pieces(plan)),
        pieces_done = tonumber(C.xeng_plan_pieces_done(plan)),
        requests = tonumber(C.xeng_plan_requests(plan)),
        requests_left = tonumber(C.xeng_plan_requests_left(plan)),
        windows = tonumber(C.xeng_plan_windows(plan)),
    }
end

return Job
