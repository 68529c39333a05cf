-- Operations: requests that are under way.
local C = require("xengage.library")
local tasks = require("xengage.tasks")

local Operation = {}
Operation.__index = Operation
local SLICE_MS = 1000 -- between looks at what Lua itself has to do: Ctrl-C, say

function Operation.new(client, number)
    return setmetatable({ client = client, number = number, done = false, waiting = {} }, Operation)
end

Operation.__tostring = function(self)
    return "xengage operation" .. (self.done and " (done)" or "")
end

-- Waits for the outcome: the result, or nil and the error. A task of run() lets others go on.
function Operation:wait()
    while not self.done do
        local task = tasks.running(self.client)
        if task then
            self.waiting[#self.waiting + 1] = task
            tasks.sleep()
        else
            local worked, trouble = self.client:dispatch(SLICE_MS)
            if not worked then
                return nil, trouble
            end
        end
    end
    return self.result, self.trouble
end

-- Cancels it: wait() gives an error with the code XENG_ERROR_CANCELLED.
function Operation:cancel()
    if not self.done then
        C.xeng_client_cancel(getmetatable(self.client).pointer(self.client), self.number)
    end
end

-- What came of it; whoever waits is added to `ready`.
function Operation:finish(result, trouble, ready)
    self.done, self.result, self.trouble = true, result, trouble
    for _, task in ipairs(self.waiting) do
        ready[#ready + 1] = task
    end
end

return Operation
