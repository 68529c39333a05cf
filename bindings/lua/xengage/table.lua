-- Tables: one grouping as columns, which are the library's own arrays.
local ffi = require("ffi")
local C = require("xengage.library")
local constants = require("xengage.cdef")
local handle = require("xengage.handle")

local Table = handle.class("table", C.xeng_table_unref)
local Column = {}
local forms = { long = constants.XENG_FORM_LONG, wide = constants.XENG_FORM_WIDE }
local arrays = {
    [constants.XENG_COLUMN_INT64] = "const int64_t *",
    [constants.XENG_COLUMN_INT8] = "const int8_t *",
    [constants.XENG_COLUMN_DAY] = "const int32_t *",
    [constants.XENG_COLUMN_TIME] = "const int64_t *",
    [constants.XENG_COLUMN_WORD] = "const int32_t *",
}

-- The number of a form.
function Table.form(name)
    return forms[name or "long"] or error("a table is long or wide", 3)
end

-- How many rows it has.
function Table:rows()
    return tonumber(C.xeng_table_row_count(Table.pointer(self)))
end

-- The names of its columns, as a list.
function Table:columns()
    local names = {}
    for i = 1, tonumber(C.xeng_table_column_count(Table.pointer(self))) do
        names[i] = ffi.string(C.xeng_table_column_name(self._handle, i - 1))
    end
    return names
end

-- A column, by name; nil if there is none. column[1] to column[table:rows()] are its values, nil
-- where there is none; column.data is the array itself, from 0 on, without a copy, which lives as
-- long as the column or the table does.
function Table:column(name)
    local pointer = Table.pointer(self)
    local place = C.xeng_table_column_by_name(pointer, name)
    if place >= C.xeng_table_column_count(pointer) then
        return nil
    end
    local kind = C.xeng_table_column_type(pointer, place)
    return setmetatable({
        table = self,
        name = name,
        is_words = kind == constants.XENG_COLUMN_WORD,
        data = ffi.cast(arrays[kind], C.xeng_table_column_data(pointer, place)),
        validity = C.xeng_table_column_validity(pointer, place),
        _place = place,
        _rows = self:rows(),
    }, Column)
end

local function is_there(column, row)
    local bits = column.validity
    return bits == nil or bit.band(bit.rshift(bits[math.floor(row / 8)], row % 8), 1) == 1
end

function Column.__index(self, row)
    if type(row) ~= "number" or row < 1 or row > rawget(self, "_rows") then
        return nil
    end
    local pointer = Table.pointer(self.table) -- a closed table has no rows
    if not is_there(self, row - 1) then
        return nil
    end
    local value = self.data[row - 1]
    return self.is_words and ffi.string(C.xeng_table_word(pointer, self._place, value)) or value
end

return Table
