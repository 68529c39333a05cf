-- A roundup of many Posts: what became of those without counts, the sums of the others, and the five
-- of the most engagements. The same program is an example of every language's binding: roundup.lua FILE.
local xengage = require("xengage")

local MOST_SHOWN = 5
local best, count, engagements, impressions = {}, 0, 0LL, 0LL

local function is_better(one, other)
    if one.engagements ~= other.engagements then
        return one.engagements > other.engagements
    end
    return one.id < other.id
end

-- Both counts of a Post, or what became of it.
local function add(id, result, state, reason)
    local counts = {
        id = id,
        engagements = result and result:count(id, "engagements"),
        impressions = result and result:count(id, "impressions"),
    }
    if counts.engagements and counts.impressions then
        best[#best + 1], count = counts, count + 1
        table.sort(best, is_better)
        best[MOST_SHOWN + 1] = nil
        engagements = engagements + counts.engagements
        impressions = impressions + counts.impressions
    else
        print(("%s: %s, %s"):format(xengage.text(id), state, ((reason or "OK"):gsub("^XENG_ERROR_", ""))))
    end
end

local function roundup(file)
    local owner = assert(xengage.credentials.from_env())
    local request = assert(xengage.request({
        endpoint = "totals",
        credentials = owner,
        metrics = { "impressions", "engagements" },
        groupings = { posts = "tweet.id,engagement.type" },
    }))
    local job = assert(xengage.job(assert(xengage.client()), request, owner, { ordered = true }))
    assert(job:add_ids_file(file, { format = "plain" }))
    for piece in job:pieces() do
        local result = piece:result()
        for id, state, reason in piece:ids() do
            add(id, result, state, reason)
        end
        assert(job:ack(piece))
    end
    return job:figure("ids")
end

if #arg ~= 1 then
    io.stderr:write("usage: roundup.lua FILE-OF-IDS\n")
    os.exit(2)
end
local worked, ids = pcall(roundup, arg[1])
if not worked then
    io.stderr:write("roundup: ", tostring(ids), "\n")
    os.exit(1)
end
local text = xengage.text
print(("%d of %s Posts: %s impressions, %s engagements"):format(count, text(ids), text(impressions), text(engagements)))
for _, one in ipairs(best) do
    print(("%s: %s engagements, %s impressions"):format(text(one.id), text(one.engagements), text(one.impressions)))
end
