package xengage

// How far a job is.

// #include "bridge.h"
import "C"

import "time"

// read looks at a job; what is closed gives zeros.
func (j *Job) read(look func(job *C.xeng_job)) {
	_ = j.with(func(job *C.xeng_job, _ **C.xeng_error) C.int32_t {
		look(job)
		return C.XENG_OK
	})
}

// State is whether the job is over.
func (j *Job) State() (state JobState) {
	j.read(func(job *C.xeng_job) { state = JobState(C.xeng_job_state(job)) })
	return state
}

// Figure is a figure of the job's progress.
func (j *Job) Figure(figure Figure) (value uint64) {
	j.read(func(job *C.xeng_job) { value = uint64(C.xeng_job_figure(job, C.int32_t(figure))) })
	return value
}

// Count is how many ids ended in a state; 0 stands for those that aren't settled yet.
func (j *Job) Count(state IDState) (count uint64) {
	j.read(func(job *C.xeng_job) { count = uint64(C.xeng_job_state_count(job, C.int32_t(state))) })
	return count
}

// Mark is that of the last Ack, of this run or an earlier one.
func (j *Job) Mark() (mark uint64) {
	j.read(func(job *C.xeng_job) { mark = uint64(C.xeng_job_mark(job)) })
	return mark
}

// Waiting is what the job waits for, and until when, if that is known.
func (j *Job) Waiting() (what Wait, until time.Time) {
	j.read(func(job *C.xeng_job) {
		var seconds C.int64_t
		what = Wait(C.xeng_job_waiting(job, &seconds))
		if seconds != 0 {
			until = time.Unix(int64(seconds), 0).UTC()
		}
	})
	return what, until
}

// JournalNote is what the journal said of itself when the job began: that its end was repaired, say.
func (j *Job) JournalNote() (note string) {
	j.read(func(job *C.xeng_job) {
		if text := C.xeng_job_journal_note(job); text != nil {
			note = C.GoString(text)
		}
	})
	return note
}

// AccountError is why an account was stopped while others go on; nil if it wasn't.
func (j *Job) AccountError(account uint32) (err error) {
	j.read(func(job *C.xeng_job) {
		if e := C.xeng_job_account_error(job, C.uint32_t(account)); e != nil {
			err = readError(C.xeng_error_code(e), e)
		}
	})
	return err
}

// Sums are the counts of all pieces acknowledged so far, of the groupings without tweet.id.
func (j *Job) Sums() (*Result, error) {
	var sums *C.xeng_result
	err := j.with(func(job *C.xeng_job, e **C.xeng_error) C.int32_t { return C.xeng_job_sums(job, &sums, e) })
	if err != nil {
		return nil, err
	}
	return ownResult(sums), nil
}
