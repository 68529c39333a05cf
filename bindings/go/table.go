package xengage

// Results as columns, which Go sees as slices without a copy.

// #include "bridge.h"
import "C"

import (
	"runtime"
	"unsafe"
)

// Table has one grouping of a result as columns. Slices that its columns give are the library's memory: don't
// change them, and don't use them after the last use of the table; runtime.KeepAlive(table) is one.
type Table struct {
	memory  *tableMemory
	rows    int
	columns []Column
}

// tableMemory is what is freed. It is apart because columns refer to their table, and what refers to itself in
// a circle is never finalized.
type tableMemory struct{ table *C.xeng_table }

// Column is one of a table; it keeps the table alive.
type Column struct {
	Name   string
	Type   ColumnType
	memory *tableMemory
	rows   int
	at     C.size_t
	words  []string
}

// Table is a grouping as a table.
func (r *Result) Table(grouping string, form Form) (*Table, error) {
	place, err := r.place(grouping)
	if err != nil {
		return nil, err
	}
	if !r.h.hold() {
		return nil, ErrClosed
	}
	defer r.h.drop()
	var e *C.xeng_error
	var made *C.xeng_table
	code := C.xeng_table_new(r.result(), C.size_t(place), C.int32_t(form), &made, &e)
	if code != C.XENG_OK {
		return nil, takeError(code, e)
	}
	return newTable(made), nil
}

func newTable(made *C.xeng_table) *Table {
	t := &Table{memory: &tableMemory{made}, rows: int(C.xeng_table_row_count(made))}
	runtime.SetFinalizer(t.memory, func(m *tableMemory) { C.xeng_table_unref(m.table) })
	for i := C.size_t(0); i < C.xeng_table_column_count(made); i++ {
		column := Column{
			Name:   C.GoString(C.xeng_table_column_name(made, i)),
			Type:   ColumnType(C.xeng_table_column_type(made, i)),
			memory: t.memory,
			rows:   t.rows,
			at:     i,
		}
		for word := C.size_t(0); word < C.xeng_table_word_count(made, i); word++ {
			column.words = append(column.words, C.GoString(C.xeng_table_word(made, i, word)))
		}
		t.columns = append(t.columns, column)
	}
	return t
}

// Rows is how many rows there are.
func (t *Table) Rows() int { return t.rows }

// Columns are the columns.
func (t *Table) Columns() []Column { return append([]Column(nil), t.columns...) }

// Column is the column of a name; false if there is none.
func (t *Table) Column(name string) (Column, bool) {
	for _, column := range t.columns {
		if column.Name == name {
			return column, true
		}
	}
	return Column{}, false
}

// Int64s are the values of a column of ColumnInt64 or ColumnTime; nil for any other.
func (c Column) Int64s() []int64 {
	if c.Type != ColumnInt64 && c.Type != ColumnTime {
		return nil
	}
	return view[int64](c)
}

// Int32s are the values of a column of ColumnDay, or the places in Words of one of ColumnWord.
func (c Column) Int32s() []int32 {
	if c.Type != ColumnDay && c.Type != ColumnWord {
		return nil
	}
	return view[int32](c)
}

// Int8s are the values of a column of ColumnInt8; nil for any other.
func (c Column) Int8s() []int8 {
	if c.Type != ColumnInt8 {
		return nil
	}
	return view[int8](c)
}

func view[T any](c Column) []T {
	data := C.xeng_table_column_data(c.memory.table, c.at)
	runtime.KeepAlive(c.memory)
	if data == nil {
		return nil
	}
	return unsafe.Slice((*T)(data), c.rows)
}

// Words are what the numbers of a column of ColumnWord stand for.
func (c Column) Words() []string { return c.words }

// Nulls is how many rows have no value.
func (c Column) Nulls() int {
	defer runtime.KeepAlive(c.memory)
	return int(C.xeng_table_column_null_count(c.memory.table, c.at))
}

// Validity has a bit for each row, from the least on, that is set if the row has a value; nil if all have.
func (c Column) Validity() []byte {
	bits := C.xeng_table_column_validity(c.memory.table, c.at)
	runtime.KeepAlive(c.memory)
	if bits == nil {
		return nil
	}
	return unsafe.Slice((*byte)(bits), (c.rows+7)/8)
}

// IsValid tells whether a row has a value.
func (c Column) IsValid(row int) bool {
	defer runtime.KeepAlive(c.memory)
	bits := c.Validity()
	return bits == nil || bits[row/8]>>(row%8)&1 == 1
}
