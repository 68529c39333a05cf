// The Go binding of xengage: the standard library and cgo, nothing else.
module xengage

go 1.19
