-- Pieces: what became of some ids of a job, with their counts over the whole window.
local ffi = require("ffi")
local C = require("xengage.library")
local errors = require("xengage.errors")
local handle = require("xengage.handle")
local Result = require("xengage.result")
local Table = require("xengage.table")

local Piece = handle.class("piece", C.xeng_piece_unref)

-- Its number, as cdata: the same in every run of a job.
function Piece:number()
    return C.xeng_piece_number(Piece.pointer(self))
end

-- The account that it was asked for with.
function Piece:account()
    return C.xeng_piece_account(Piece.pointer(self))
end

-- Whether all of it was asked for.
function Piece:is_finished()
    return C.xeng_piece_is_finished(Piece.pointer(self)) == 1
end

-- Its counts; nil if nothing was delivered.
function Piece:result()
    local pointer = C.xeng_piece_result(Piece.pointer(self))
    return pointer ~= nil and Result.shared(pointer) or nil
end

-- How many ids it has.
function Piece:size()
    return tonumber(C.xeng_piece_id_count(Piece.pointer(self)))
end

-- for id, state, reason, words in piece:ids(): the id as cdata, and why it isn't "delivered", as the
-- name of a code and in words.
function Piece:ids()
    local place, size = -1, self:size()
    return function()
        place = place + 1
        if place >= size then
            return nil
        end
        local pointer = Piece.pointer(self)
        local id, reason = C.xeng_piece_id_at(pointer, place), C.xeng_piece_id_reason(pointer, place)
        local state = ffi.string(C.xeng_id_state_name(C.xeng_piece_id_state(pointer, place)))
        if reason == 0 then
            return id, state
        end
        local words = ffi.string(C.xeng_piece_id_reason_text(pointer, place))
        return id, state, ffi.string(C.xeng_error_code_name(reason)), words
    end
end

-- One of its request's groupings, by place from 1 on, as a table: the same columns in every piece.
function Piece:table(grouping, form)
    local out, slot = ffi.new("xeng_table *[1]"), errors.slot()
    local code = C.xeng_table_of_piece(Piece.pointer(self), grouping - 1, Table.form(form), out, slot)
    return errors.outcome(code, slot, code == 0 and Table.own(out[0]))
end

return Piece
