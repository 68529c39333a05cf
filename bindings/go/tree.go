package xengage

// Trees of counts. One call copies a whole tree to Go, so that walking it takes neither a call of C nor an
// allocation for each node; each distinct key is copied once.

// #include "bridge.h"
import "C"

import "unsafe"

// Tree is the tree of a grouping.
type Tree struct {
	nodes []node // in the order of a walk; the root is the first
}

type node struct {
	key       string
	id        uint64
	value     int64
	end       int32 // the first node that isn't below this one
	dimension int32
	state     int8
}

// Node is a place in a tree; it is small, and copied freely. The zero value has no children and no count.
type Node struct {
	tree *Tree
	at   int32
}

// Tree is the tree of a grouping.
func (r *Result) Tree(grouping string) (*Tree, error) {
	place, err := r.place(grouping)
	if err != nil {
		return nil, err
	}
	if !r.h.hold() {
		return nil, ErrClosed
	}
	defer r.h.drop()
	count := C.bridge_walk(r.result(), C.size_t(place), nil, 0)
	if count < 0 {
		return nil, &Error{Code: ErrNoMemory, Message: ErrNoMemory.String()}
	}
	raw := make([]C.bridge_node, int(count)+1) // never empty, to have an address
	if C.bridge_walk(r.result(), C.size_t(place), &raw[0], C.size_t(count)) != count {
		return nil, &Error{Code: ErrNoMemory, Message: ErrNoMemory.String()}
	}
	return copyTree(raw[:count]), nil
}

func copyTree(raw []C.bridge_node) *Tree {
	t := &Tree{nodes: make([]node, len(raw)+1)}
	t.nodes[0].state = C.XENG_VALUE_NO_LEAF
	keys := make(map[string]string)
	open := []int32{0} // the path to the present node
	for i := range raw {
		at := int32(i + 1)
		for level := int(raw[i].level); len(open) > level; open = open[:len(open)-1] {
			t.nodes[open[len(open)-1]].end = at
		}
		open = append(open, at)
		t.nodes[at] = node{
			key:       once(keys, raw[i]),
			id:        uint64(raw[i].id),
			value:     int64(raw[i].value),
			dimension: int32(raw[i].dimension),
			state:     int8(raw[i].state),
		}
	}
	for _, at := range open {
		t.nodes[at].end = int32(len(t.nodes))
	}
	return t
}

// once copies a key unless it was met before.
func once(keys map[string]string, from C.bridge_node) string {
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(from.key)), int(from.key_size))
	if known, ok := keys[string(bytes)]; ok { // looking up allocates nothing
		return known
	}
	key := string(bytes)
	keys[key] = key
	return key
}

// Root is where the tree begins; it has no key.
func (t *Tree) Root() Node { return Node{t, 0} }

// Len is how many nodes the tree has, the root left out.
func (t *Tree) Len() int { return len(t.nodes) - 1 }

// Find is the node at the end of a path of keys from the root.
func (t *Tree) Find(keys ...string) (Node, bool) {
	at, ok := t.Root(), true
	for _, key := range keys {
		if at, ok = at.Child(key); !ok {
			return Node{}, false
		}
	}
	return at, true
}

func (n Node) get() node {
	if n.tree == nil {
		return node{state: C.XENG_VALUE_NO_LEAF}
	}
	return n.tree.nodes[n.at]
}

// Key is the node's key, as the server wrote it: a Post id, a metric, a day, an hour.
func (n Node) Key() string { return n.get().key }

// ID is the key as a Post id; 0 if it is none.
func (n Node) ID() uint64 { return n.get().id }

// Dimension is what the key is.
func (n Node) Dimension() Dimension { return Dimension(n.get().dimension) }

// IsLeaf tells whether counts are here.
func (n Node) IsLeaf() bool { return n.get().state != C.XENG_VALUE_NO_LEAF }

// Count is a leaf's count; false if it wasn't delivered, or the node is no leaf.
func (n Node) Count() (int64, bool) {
	of := n.get()
	return of.value, of.state == C.XENG_VALUE_DELIVERED
}

// Child is the child of a key; false if there is none. It looks at one child after the other.
func (n Node) Child(key string) (Node, bool) {
	found, ok := Node{}, false
	n.each(func(child Node) bool {
		if child.Key() == key {
			found, ok = child, true
		}
		return !ok
	})
	return found, ok
}

func (n Node) each(yield func(Node) bool) {
	end := n.get().end
	for at := n.at + 1; at < end; at = n.tree.nodes[at].end {
		if !yield(Node{n.tree, at}) {
			return
		}
	}
}

// EachChild calls a function for each child, in the server's order, until it returns false.
func (n Node) EachChild(yield func(Node) bool) { n.each(yield) }

// EachLeaf calls a function for each leaf at or below the node until it returns false.
func (n Node) EachLeaf(yield func(Node) bool) {
	end := n.get().end
	for at := n.at; at < end; at++ {
		leaf := Node{n.tree, at}
		if leaf.IsLeaf() && !yield(leaf) {
			return
		}
	}
}
