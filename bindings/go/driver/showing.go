package main

// What came of a case, as JSON: errors, results, trees, tables.

import (
	"errors"
	"runtime"
	"strconv"
	"xengage"
)

func decimal(number int64) string { return strconv.FormatInt(number, 10) }

func decimals(ids []uint64) []string {
	shown := []string{}
	for _, id := range ids {
		shown = append(shown, strconv.FormatUint(id, 10))
	}
	return shown
}

func showError(err error) any {
	var e *xengage.Error
	if !errors.As(err, &e) {
		giveUp(err)
	}
	shown := object{
		"code": e.Code.String(), "rule": nil, "limit": decimal(e.Limit), "value": nil, "status": e.HTTPStatus,
		"attempts": e.Attempts, "ids": decimals(e.IDs), "message": e.Message,
	}
	if e.Rule != 0 {
		shown["rule"] = e.Rule.String()
	}
	if e.Value != "" {
		shown["value"] = e.Value
	}
	return object{"error": shown}
}

func showResult(result *xengage.Result) any {
	ids := object{}
	all, err := result.IDs()
	if err != nil {
		giveUp(err)
	}
	for _, one := range all {
		ids[strconv.FormatUint(one.ID, 10)] = one.State.String()
	}
	return object{"result": object{"attempts": result.Attempts(), "ids": ids, "trees": showTrees(result)}}
}

func showTrees(result *xengage.Result) any {
	if result == nil {
		return nil
	}
	trees := object{}
	for _, name := range result.Groupings() {
		tree, err := result.Tree(name)
		if err != nil {
			giveUp(err)
		}
		trees[name] = showNode(tree.Root())
	}
	return trees
}

// showNode is a leaf's count, or null; any other node has its children under their keys.
func showNode(at xengage.Node) any {
	if count, ok := at.Count(); ok {
		return decimal(count)
	}
	if at.IsLeaf() {
		return nil
	}
	shown := object{}
	at.EachChild(func(child xengage.Node) bool {
		shown[child.Key()] = showNode(child)
		return true
	})
	return shown
}

func showTable(table *xengage.Table) any {
	defer runtime.KeepAlive(table)
	names, rows := []string{}, make([][]any, table.Rows())
	for _, column := range table.Columns() {
		names = append(names, column.Name)
		for row := range rows {
			rows[row] = append(rows[row], showCell(column, row))
		}
	}
	return object{"columns": names, "rows": rows}
}

func showCell(column xengage.Column, row int) any {
	if !column.IsValid(row) {
		return nil
	}
	switch column.Type {
	case xengage.ColumnInt64, xengage.ColumnTime:
		return decimal(column.Int64s()[row])
	case xengage.ColumnDay:
		return decimal(int64(column.Int32s()[row]))
	case xengage.ColumnInt8:
		return decimal(int64(column.Int8s()[row]))
	default:
		return column.Words()[column.Int32s()[row]]
	}
}
