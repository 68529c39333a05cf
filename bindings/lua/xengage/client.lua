-- Clients: connections and policy. Many requests are under way at once, waited for by coroutines.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")
local errors = require("xengage.errors")
local handle = require("xengage.handle")
local Credentials = require("xengage.credentials")
local Operation = require("xengage.operation")
local Request = require("xengage.request")
local Result = require("xengage.result")
local tasks = require("xengage.tasks")

local Client = handle.class("client", C.xeng_client_unref)

-- How each option is set: what can be refused, and what can't.
local refusable = {
    base_url = C.xeng_options_set_base_url,
    auth_url = C.xeng_options_set_auth_url,
    ca_file = C.xeng_options_set_ca_file,
    fallback_ca_file = C.xeng_options_set_fallback_ca_file,
    proxy = C.xeng_options_set_proxy,
    user_agent = C.xeng_options_set_user_agent,
    http_version = function(options, version, slot)
        local number = version == "1.1" and constants.XENG_HTTP_1_1 or constants.XENG_HTTP_AUTO
        return C.xeng_options_set_http_version(options, number, slot)
    end,
}
local plain = {
    deadline_ms = C.xeng_options_set_deadline_ms,
    connect_timeout_ms = C.xeng_options_set_connect_timeout_ms,
    stall_timeout_ms = C.xeng_options_set_stall_timeout_ms,
    max_attempts = C.xeng_options_set_max_attempts,
    rate_limit = C.xeng_options_set_rate_limit,
    max_concurrency = C.xeng_options_set_max_concurrency,
    max_response_bytes = C.xeng_options_set_max_response_bytes,
    compress_requests = function(options, on)
        C.xeng_options_set_compress_requests(options, on and 1 or 0)
    end,
}

local function set_up(options, of, slot)
    local code = of.environment == false and 0 or C.xeng_options_from_env(options, slot)
    for name, value in pairs(of) do
        if code ~= 0 then
            return code
        elseif refusable[name] then
            code = refusable[name](options, value, slot)
        elseif plain[name] then
            plain[name](options, value)
        elseif name ~= "environment" then
            error("a client has no option " .. tostring(name), 3)
        end
    end
    return code
end

-- A client as the environment says, and then as `of` does: { base_url = …, deadline_ms = …, … };
-- environment = false leaves the environment aside.
function Client.new(of)
    local options, out, slot = ffi.new("xeng_options *[1]"), ffi.new("xeng_client *[1]"), errors.slot()
    local code = C.xeng_options_new(options, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    local owned = ffi.gc(options[0], C.xeng_options_unref)
    code = set_up(owned, of or {}, slot)
    code = code ~= 0 and code or C.xeng_client_new(owned, out, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    local self = Client.own(out[0])
    self._under_way = {} -- number -> operation
    return self
end

-- Puts a request on its way, and gives the operation to wait for.
function Client:submit(credentials, request)
    local number, slot = ffi.new("xeng_operation[1]"), errors.slot()
    local code = C.xeng_client_submit(
        Client.pointer(self), Credentials.pointer(credentials), Request.pointer(request), number, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    local operation = Operation.new(self, number[0])
    self._under_way[tonumber(number[0])] = operation
    return operation
end

-- Sends a request and waits for its result; in a task of run(), others go on meanwhile.
function Client:fetch(credentials, request)
    local operation, trouble = self:submit(credentials, request)
    if not operation then
        return nil, trouble
    end
    return operation:wait()
end

-- Hands finished operations their outcomes; gives the coroutines that wait for them.
local function take_finished(self)
    local number, result = ffi.new("xeng_operation[1]"), ffi.new("xeng_result *[1]")
    local ready = {}
    while true do
        local slot = errors.slot()
        local code = C.xeng_client_next_completion(Client.pointer(self), number, result, slot)
        if number[0] == constants.XENG_OPERATION_NONE then
            return ready, code ~= 0 and errors.take(code, slot) or nil
        end
        local operation = self._under_way[tonumber(number[0])]
        self._under_way[tonumber(number[0])] = nil
        local outcome = code == 0 and Result.own(result[0]) or nil
        operation:finish(outcome, code ~= 0 and errors.take(code, slot) or nil, ready)
    end
end

-- Does what is due, after waiting for at most `timeout_ms` (0: not at all), and resumes the tasks
-- whose requests are finished. For event loops; wait(), fetch() and run() do it by themselves.
function Client:dispatch(timeout_ms)
    local slot = errors.slot()
    local code = C.xeng_client_dispatch(Client.pointer(self), timeout_ms or 0, slot)
    if code ~= 0 then
        return nil, errors.take(code, slot)
    end
    local ready, trouble = take_finished(self)
    tasks.resume_all(ready)
    if trouble then
        return nil, trouble
    end
    return true
end

-- The descriptor that becomes readable when dispatch() has something to do.
function Client:fd()
    return C.xeng_client_fd(Client.pointer(self))
end

-- Runs functions as tasks, side by side, to their ends; gives the first value that each returns.
function Client:run(...)
    return tasks.run(self, ...)
end

-- Cancels everything that is under way.
function Client:cancel_all()
    C.xeng_client_cancel_all(Client.pointer(self))
end

return Client
