-- JSON for the driver: what Lua has no library for. Objects keep the order of their members.
local json = { null = setmetatable({}, { __tostring = function() return "null" end }) }
local Object = {}

-- An object: list of names in `keys`, values below their names.
function json.object()
    return setmetatable({ keys = {}, values = {} }, Object)
end

function Object:set(name, value)
    if self.values[name] == nil then
        self.keys[#self.keys + 1] = name
    end
    self.values[name] = value == nil and json.null or value
    return self
end

function Object:get(name)
    local value = self.values[name]
    if value ~= json.null then
        return value
    end
    return nil
end
Object.__index = Object

-- An object of pairs: json.of("a", 1, "b", nil).
function json.of(...)
    local object = json.object()
    for i = 1, select("#", ...), 2 do
        object:set((select(i, ...)), (select(i + 1, ...)))
    end
    return object
end

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function quoted(text)
    return '"' .. text:gsub('[%c"\\]', function(c)
        return escapes[c] or ("\\u%04x"):format(c:byte())
    end) .. '"'
end

-- A value as JSON text. Tables that aren't objects are arrays.
function json.encode(value)
    if value == json.null then
        return "null"
    elseif type(value) == "string" then
        return quoted(value)
    elseif type(value) ~= "table" then
        return tostring(value)
    end
    local parts, is_object = {}, getmetatable(value) == Object
    for i, one in ipairs(is_object and value.keys or value) do
        parts[i] = is_object and quoted(one) .. ":" .. json.encode(value.values[one]) or json.encode(one)
    end
    local text = table.concat(parts, ",")
    return is_object and "{" .. text .. "}" or "[" .. text .. "]"
end

local read -- forward: values contain values

local function after_blanks(text, place)
    return text:find("[^ \n\r\t]", place) or #text + 1
end

-- A character as UTF-8: six bits in each byte behind the first.
local function utf8(code)
    local function six(shift)
        return 0x80 + math.floor(code / 2 ^ shift) % 64
    end
    if code < 0x80 then
        return string.char(code)
    elseif code < 0x800 then
        return string.char(0xC0 + math.floor(code / 64), six(0))
    elseif code < 0x10000 then
        return string.char(0xE0 + math.floor(code / 4096), six(6), six(0))
    end
    return string.char(0xF0 + math.floor(code / 262144), six(12), six(6), six(0))
end

local function unescaped(text)
    text = text:gsub("\\u([dD][89aAbB]%x%x)\\u([dD][c-fC-F]%x%x)", function(high, low)
        return utf8(0x10000 + (tonumber(high, 16) - 0xD800) * 1024 + tonumber(low, 16) - 0xDC00)
    end)
    text = text:gsub("\\u(%x%x%x%x)", function(code)
        return code == "005c" and "\\\\" or utf8(tonumber(code, 16))
    end)
    local plain = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }
    return (text:gsub("\\(.)", function(c)
        return plain[c] or c
    end))
end

local function read_string(text, place)
    local stop = place + 1
    while text:sub(stop, stop) ~= '"' do
        stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1)
        assert(stop <= #text, "a string without an end")
    end
    return unescaped(text:sub(place + 1, stop - 1)), stop + 1
end

-- What is between brackets: `one` reads an entry, and gives the place behind it.
local function read_list(text, place, close, one)
    place = after_blanks(text, place + 1)
    while text:sub(place, place) ~= close do
        place = after_blanks(text, one(place))
        if text:sub(place, place) == "," then
            place = after_blanks(text, place + 1)
        end
        assert(place <= #text, "a list without an end")
    end
    return place + 1
end

local function read_array(text, place)
    local list = {}
    local stop = read_list(text, place, "]", function(from)
        local value, behind = read(text, from)
        list[#list + 1] = value
        return behind
    end)
    return list, stop
end

local function read_object(text, place)
    local object = json.object()
    local stop = read_list(text, place, "}", function(from)
        local name, behind = read_string(text, from)
        local value, last = read(text, after_blanks(text, behind) + 1)
        object:set(name, value)
        return last
    end)
    return object, stop
end

local literals = { ["true"] = true, ["false"] = false, null = json.null }

function read(text, place)
    place = after_blanks(text, place)
    local first = text:sub(place, place)
    if first == '"' then
        return read_string(text, place)
    elseif first == "[" then
        return read_array(text, place)
    elseif first == "{" then
        return read_object(text, place)
    end
    local word = assert(text:match("^[%w+.-]+", place), "no JSON")
    local value = literals[word]
    if value == nil then
        value = tonumber(word)
    end
    return value, place + #word
end

-- The value of JSON text.
function json.decode(text)
    return (read(text, 1))
end

return json
