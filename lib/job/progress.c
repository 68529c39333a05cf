/* What is done, and the records of it. */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "job/job.h"
#include "job/pack.h"
#include "job/record.h"
#include "result/asked.h"
#include "result/decoder.h"
#include "result/merge.h"
#include "result/write_json.h"

enum {
    SYNC_MS = 1000, /* between two that make sure that the journal is on the disk */
    NOW_SIZE = 8,   /* of the payload of a beginning: the present, then the digest of the ids */
    BEGIN_SIZE = NOW_SIZE + XENG__DIGEST_SIZE
};

bool xeng__job_is_done(const xeng_job *job, uint64_t piece)
{
    return (job->done[piece / 64] >> (piece % 64) & 1) != 0;
}

static bool has_journal(const xeng_job *job)
{
    return job->journal != NULL || job->keep != NULL;
}

static int32_t keep_record(xeng_job *job, uint64_t piece, bool done, const xeng__buf *bytes,
                           xeng_error **error)
{
    if (bytes->failed) {
        return xeng__fail_no_memory(error);
    }
    if (job->journal != NULL) {
        return xeng__journal_write(job->journal, piece, done, bytes->data, bytes->size, error);
    }
    if (job->keep != NULL) {
        int32_t said = job->keep(job->keep_context, done ? XENG_JOURNAL_DONE : XENG_JOURNAL_KEEP,
                                 piece, bytes->data, bytes->size);
        if (said != XENG_OK) {
            return xeng__fail(error, XENG_ERROR_SYSTEM,
                              "the job's progress can't be kept: its journal function said %d",
                              (int)said);
        }
    }
    return XENG_OK;
}

static int32_t write_record(xeng_job *job, const xeng__record *record, uint64_t piece,
                            xeng_error **error)
{
    xeng__buf bytes = XENG__BUF_EMPTY;
    xeng__record_write(record, job->identity_number, &bytes);
    int32_t code = keep_record(job, piece, record->kind == XENG__RECORD_DONE, &bytes, error);
    xeng__buf_free(&bytes);
    return code;
}

int32_t xeng__job_write_begin(xeng_job *job, xeng_error **error)
{
    if (!has_journal(job)) {
        return XENG_OK;
    }
    unsigned char payload[BEGIN_SIZE];
    xeng__put_fixed(payload, (uint64_t)job->now, NOW_SIZE);
    xeng__spool_digest(job->spool, payload + NOW_SIZE);
    const xeng__record record = {
        .kind = XENG__RECORD_BEGIN,
        .piece = XENG__JOURNAL_NO_PIECE,
        .window = job->window,
        .payload = payload,
        .payload_size = sizeof payload,
    };
    return write_record(job, &record, XENG__JOURNAL_NO_PIECE, error);
}

/* Keeps a record in memory, for as long as its piece isn't done; takes over `bytes`. */
static int32_t hold_answer(xeng_job *job, uint64_t piece, char *bytes, size_t size,
                           xeng_error **error)
{
    if (bytes == NULL || !xeng__grow((void **)&job->answers, &job->answer_capacity,
                                     job->answer_count, sizeof *job->answers)) {
        xeng__free(bytes);
        return xeng__fail_no_memory(error);
    }
    job->answers[job->answer_count++] = (xeng__answer){piece, bytes, size};
    return XENG_OK;
}

static void drop_answers(xeng_job *job, uint64_t piece)
{
    size_t kept = 0;
    for (size_t i = 0; i < job->answer_count; i++) {
        if (job->answers[i].piece == piece) {
            xeng__free(job->answers[i].bytes);
        } else {
            job->answers[kept++] = job->answers[i];
        }
    }
    job->answer_count = kept;
}

int32_t xeng__job_write_answer(xeng_job *job, uint64_t piece, const xeng__buf *answer,
                               xeng_error **error)
{
    if (!has_journal(job) || answer->size == 0) {
        return XENG_OK;
    }
    const xeng__record record = {
        .kind = XENG__RECORD_ANSWER,
        .piece = piece,
        .payload = answer->data,
        .payload_size = answer->size,
    };
    xeng__buf bytes = XENG__BUF_EMPTY;
    xeng__record_write(&record, job->identity_number, &bytes);
    int32_t code = keep_record(job, piece, false, &bytes, error);
    if (code == XENG_OK) {
        size_t size = bytes.size;
        code = hold_answer(job, piece, xeng__buf_take(&bytes), size, error);
    }
    xeng__buf_free(&bytes);
    return code;
}

/* Counts what became of a piece's ids, and writes it down where it can be listed. */
static int32_t settle(xeng_job *job, uint64_t first, const xeng__fate *fates, size_t count,
                      xeng_error **error)
{
    int32_t code = xeng__spool_write_fates(job->spool, first, count, fates, error);
    for (size_t i = 0; code == XENG_OK && i < count; i++) {
        job->states[fates[i].state <= XENG_ID_FAILED ? fates[i].state : XENG_ID_FAILED]++;
        job->settled++;
    }
    if (job->view != NULL) {
        job->view->count = 0;
    }
    return code;
}

int32_t xeng__job_settle(xeng_job *job, const xeng_piece *piece, xeng_error **error)
{
    for (size_t i = 0; i < piece->reason_count; i++) {
        xeng__job_add_why(job, piece->account, piece->reasons[i].code, piece->reasons[i].text);
    }
    return settle(job, piece->first, piece->fates, piece->count, error);
}

static void set_done(xeng_job *job, uint64_t piece)
{
    job->done[piece / 64] |= UINT64_C(1) << (piece % 64);
    job->done_count++;
    drop_answers(job, piece);
}

/* The job's sums and a result's, added up; without a result, the job's. The caller's to unref. */
static int32_t sum_up(const xeng_job *job, const xeng_result *more, xeng_result **sums,
                      xeng_error **error)
{
    const xeng__merge_rules rules = {.sums_only = true};
    const xeng_result *both[2] = {more, job->sums};
    if (more == NULL) {
        *sums = xeng_result_ref(job->sums);
        return XENG_OK;
    }
    return xeng__merge(both, job->sums == NULL ? 1 : 2, &rules, sums, error);
}

static void set_sums(xeng_job *job, xeng_result *sums)
{
    xeng_result_unref(job->sums);
    job->sums = sums;
}

/* Reads sums back from a record. */
static int32_t read_sums(xeng_job *job, const xeng__record *record, xeng_error **error)
{
    xeng__decoder *decoder = NULL;
    xeng_result *sums = NULL;
    if (record->payload_size == 0) {
        return XENG_OK;
    }
    int32_t code = xeng__decoder_new(NULL, 0, &decoder, error);
    if (code == XENG_OK) {
        code = xeng__decoder_feed(decoder, record->payload, record->payload_size, error);
    }
    xeng_result *all = NULL;
    code = code != XENG_OK ? code : xeng__decoder_finish(decoder, &sums, error);
    if (code == XENG_OK) {
        xeng__result_note_asked(sums, job->request);
        code = sum_up(job, sums, &all, error);
    }
    if (code == XENG_OK) {
        set_sums(job, all);
    }
    xeng__decoder_free(decoder);
    xeng_result_unref(sums);
    return code;
}

static int32_t refuse(const char *why, xeng_error **error)
{
    return xeng__fail(error, XENG_ERROR_JOURNAL,
                      "the journal %s: name another journal, or give the job what it had then",
                      why);
}

static int32_t replay_begin(xeng_job *job, const xeng__record *record, xeng_error **error)
{
    const unsigned char *payload = record->payload;
    unsigned char digest[XENG__DIGEST_SIZE];
    if (job->pinned || record->payload_size != BEGIN_SIZE) {
        return refuse("has two beginnings, or one of another version of xengage", error);
    }
    int64_t now = (int64_t)xeng__get_fixed(payload, NOW_SIZE);
    int32_t code = xeng__job_pin(job, now, &record->window, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__spool_digest(job->spool, digest);
    return memcmp(digest, payload + NOW_SIZE, sizeof digest) == 0
               ? XENG_OK
               : refuse("is of a job with other ids, or in another order", error);
}

static int32_t replay_done(xeng_job *job, const xeng__record *record, xeng_error **error)
{
    xeng__piece_place place;
    if (xeng__job_is_done(job, record->piece)) {
        return XENG_OK;
    }
    xeng__job_place(job, record->piece, &place);
    if (record->fate_count != place.count) {
        return refuse("has a piece of another size", error);
    }
    int32_t code = settle(job, place.first, record->fates, record->fate_count, error);
    code = code != XENG_OK ? code : read_sums(job, record, error);
    if (code == XENG_OK) {
        set_done(job, record->piece);
        job->mark = record->mark;
    }
    return code;
}

static int32_t replay_answer(xeng_job *job, const xeng__record *record, const void *bytes,
                             size_t size, xeng_error **error)
{
    if (xeng__job_is_done(job, record->piece)) {
        return XENG_OK;
    }
    return hold_answer(job, record->piece, xeng__strndup(bytes, size), size, error);
}

static int32_t replay_base(xeng_job *job, const xeng__record *record, xeng_error **error)
{
    xeng_result_unref(job->sums);
    job->sums = NULL;
    job->mark = record->mark;
    return read_sums(job, record, error);
}

static int32_t replay(xeng_job *job, const xeng__record *record, const void *bytes, size_t size,
                      xeng_error **error)
{
    if (record->kind == XENG__RECORD_BEGIN) {
        return replay_begin(job, record, error);
    }
    if (!job->pinned) {
        return refuse("has no beginning", error);
    }
    if (record->kind == XENG__RECORD_BASE) {
        return replay_base(job, record, error);
    }
    if (record->piece >= job->pieces) {
        return refuse("has more pieces than the job", error);
    }
    return record->kind == XENG__RECORD_DONE ? replay_done(job, record, error)
                                             : replay_answer(job, record, bytes, size, error);
}

static int32_t take_record(void *context, const void *bytes, size_t size, xeng_error **error)
{
    xeng_job *job = context;
    xeng__buf scratch = XENG__BUF_EMPTY;
    xeng__record record = {0};
    int32_t code = xeng__record_read(bytes, size, job->identity_number, &scratch, &record, error);
    if (code == XENG_OK) {
        code = replay(job, &record, bytes, size, error);
        xeng__free((void *)(uintptr_t)record.fates);
    }
    xeng__buf_free(&scratch);
    return code;
}

int32_t xeng__job_replay_answer(const xeng_job *job, xeng__batch *batch, const xeng__answer *answer,
                                xeng_error **error)
{
    xeng__buf scratch = XENG__BUF_EMPTY;
    xeng__record record = {0};
    int32_t code = xeng__record_read(answer->bytes, answer->size, job->identity_number, &scratch,
                                     &record, error);
    if (code == XENG_OK) {
        code = xeng__batch_replay(batch, record.payload, record.payload_size, error);
    }
    xeng__buf_free(&scratch);
    return code;
}

int32_t xeng_job_replay(xeng_job *job, const void *record, size_t size, xeng_error **error)
{
    xeng__error_clear(error);
    if (job == NULL || record == NULL) {
        return xeng__fail_argument(error, job == NULL ? "job is NULL" : "record is NULL");
    }
    if (job->begun) {
        return xeng__fail(error, XENG_ERROR_STATE,
                          "the job has begun: records are taken back before");
    }
    int32_t code = xeng__job_check_process(job, error);
    if (code == XENG_OK && job->failure != XENG_OK) {
        return xeng__error_pass(error, xeng_error_ref(job->failure_error));
    }
    code = code != XENG_OK ? code : xeng__job_freeze(job, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng_error *failed = NULL;
    code = take_record(job, record, size, &failed);
    if (code == XENG_OK) {
        return XENG_OK;
    }
    /* What it has taken back so far is not all. */
    xeng__job_fail(job, code, xeng_error_ref(failed));
    return xeng__error_pass(error, failed);
}

int32_t xeng__job_open_journal(xeng_job *job, xeng_error **error)
{
    if (job->journal_path == NULL) {
        return XENG_OK;
    }
    return xeng__journal_open(job->journal_path, xeng__buf_text(&job->identity), take_record, job,
                              &job->journal, &job->journal_note, error);
}

/* Writes a record whose payload is sums; NULL for none. `piece` is what it is kept under. */
static int32_t write_with_sums(xeng_job *job, xeng__record *record, const xeng_result *sums,
                               uint64_t piece, xeng_error **error)
{
    xeng__buf json = XENG__BUF_EMPTY;
    if (sums != NULL) {
        xeng__result_write_json(sums, &json);
    }
    record->payload = json.data;
    record->payload_size = json.size;
    int32_t code =
        json.failed ? xeng__fail_no_memory(error) : write_record(job, record, piece, error);
    xeng__buf_free(&json);
    return code;
}

/* Writes the record of a piece that is done, with or without its sums. */
static int32_t write_done(xeng_job *job, uint64_t number, const xeng__fate *fates, size_t count,
                          const xeng_result *sums, uint64_t mark, xeng_error **error)
{
    xeng__record record = {
        .kind = XENG__RECORD_DONE,
        .piece = number,
        .mark = mark,
        .fates = fates,
        .fate_count = count,
    };
    return write_with_sums(job, &record, sums, number, error);
}

static int32_t write_base(xeng_job *job, xeng_error **error)
{
    xeng__record record = {.kind = XENG__RECORD_BASE, .mark = job->mark};
    return write_with_sums(job, &record, job->sums, XENG__JOURNAL_NO_PIECE, error);
}

/* Writes once more what is still of use. */
static int32_t write_all(xeng_job *job, xeng_error **error)
{
    xeng__fate fates[XENG__VIEW_BLOCK];
    int32_t code = xeng__job_write_begin(job, error);
    for (uint64_t piece = 0; code == XENG_OK && piece < job->pieces; piece++) {
        xeng__piece_place place;
        if (!xeng__job_is_done(job, piece)) {
            continue;
        }
        xeng__job_place(job, piece, &place);
        code = xeng__spool_read_fates(job->spool, place.first, place.count, fates, error);
        code = code != XENG_OK ? code
                               : write_done(job, piece, fates, place.count, NULL, job->mark, error);
    }
    code = code != XENG_OK ? code : write_base(job, error);
    for (size_t i = 0; code == XENG_OK && i < job->answer_count; i++) {
        const xeng__answer *answer = &job->answers[i];
        code = xeng__journal_write(job->journal, answer->piece, false, answer->bytes, answer->size,
                                   error);
    }
    return code;
}

/* What a journal needs now and then. */
static void tend_journal(xeng_job *job)
{
    if (job->journal == NULL) {
        return;
    }
    if (xeng__journal_is_bloated(job->journal)) {
        int32_t code = xeng__journal_renew_begin(job->journal, NULL);
        code = code != XENG_OK ? code : write_all(job, NULL);
        code = code != XENG_OK ? code : xeng__journal_renew_end(job->journal, NULL);
        if (code != XENG_OK) {
            /* It is only larger than it need be. */
            xeng__journal_renew_abandon(job->journal);
        }
        return;
    }
    int64_t now = xeng__clock_monotonic_ms();
    if (now - job->synced_at >= SYNC_MS) {
        job->synced_at = now;
        (void)xeng__journal_sync(job->journal, NULL);
    }
}

static int32_t check_ack(const xeng_job *job, const xeng_piece *piece, xeng_error **error)
{
    if (job == NULL || piece == NULL) {
        return xeng__fail_argument(error, job == NULL ? "job is NULL" : "piece is NULL");
    }
    int32_t code = xeng__job_check_process(job, error);
    if (code != XENG_OK) {
        return code;
    }
    if (piece->job != job->number) {
        return xeng__fail(error, XENG_ERROR_STATE, "the piece is not of this job");
    }
    if (xeng__job_is_done(job, piece->number)) {
        return xeng__fail(error, XENG_ERROR_STATE, "piece %" PRIu64 " was acknowledged already",
                          piece->number);
    }
    return XENG_OK;
}

int32_t xeng_job_ack(xeng_job *job, const xeng_piece *piece, uint64_t mark, xeng_error **error)
{
    xeng__error_clear(error);
    int32_t code = check_ack(job, piece, error);
    if (code != XENG_OK || piece->unfinished) {
        return code;
    }
    xeng_result *sums = NULL;
    xeng_result *all = NULL;
    if (job->has_sums && piece->result != NULL) {
        const xeng__merge_rules rules = {.sums_only = true};
        const xeng_result *one = piece->result;
        code = xeng__merge(&one, 1, &rules, &sums, error);
    }
    /* All that may fail comes before the record: once it is written, the piece is done. */
    code = code != XENG_OK ? code : sum_up(job, sums, &all, error);
    if (code == XENG_OK && has_journal(job)) {
        code = write_done(job, piece->number, piece->fates, piece->count, sums, mark, error);
    }
    xeng_result_unref(sums);
    if (code != XENG_OK) {
        xeng_result_unref(all);
        return code;
    }
    set_sums(job, all);
    set_done(job, piece->number);
    job->mark = mark;
    tend_journal(job);
    return XENG_OK;
}

uint64_t xeng_job_mark(const xeng_job *job)
{
    return job == NULL ? 0 : job->mark;
}

const char *xeng_job_journal_note(const xeng_job *job)
{
    return job == NULL ? NULL : job->journal_note;
}
