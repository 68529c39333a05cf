package xengage

// What became of some ids of a job.

// #include "bridge.h"
import "C"

import "unsafe"

// Piece is what became of some ids of a job, with their counts over the whole window.
type Piece struct {
	Number   uint64 // the same in every run of a job
	Account  uint32
	Finished bool // all of it was asked for
	IDs      []IDOutcome
	Result   *Result // nil if nothing was delivered

	h *handle
}

func newPiece(from *C.xeng_piece) *Piece {
	p := &Piece{
		Number:   uint64(C.xeng_piece_number(from)),
		Account:  uint32(C.xeng_piece_account(from)),
		Finished: C.xeng_piece_is_finished(from) != 0,
		IDs:      pieceIDs(from),
		h:        newHandle(unsafe.Pointer(from), func(p unsafe.Pointer) { C.xeng_piece_unref((*C.xeng_piece)(p)) }),
	}
	if result := C.xeng_piece_result(from); result != nil {
		C.xeng_piece_ref(from) // the result lives as long as the piece
		p.Result = newResult(result, func(unsafe.Pointer) { C.xeng_piece_unref(from) })
	}
	return p
}

func pieceIDs(from *C.xeng_piece) []IDOutcome {
	raw := make([]C.bridge_id, int(C.xeng_piece_id_count(from))+1) // never empty, to have an address
	C.bridge_piece_ids(from, &raw[0])
	ids := make([]IDOutcome, len(raw)-1)
	for i := range ids {
		ids[i] = readOutcome(raw[i])
		if ids[i].Reason != C.XENG_OK {
			ids[i].ReasonText = C.GoString(C.xeng_piece_id_reason_text(from, C.size_t(i)))
		}
	}
	return ids
}

// Close releases the piece and its result at once; else the garbage collector does.
func (p *Piece) Close() error {
	if p.Result != nil {
		p.Result.Close()
	}
	p.h.close()
	return nil
}
