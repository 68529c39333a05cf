/* The insides of a batch; for the batch's own files.
 *
 * In each window, an id that isn't lost is in exactly one part: a question that is still to be
 * asked, one that is out, or an answer that was kept. Whatever an answer leads to moves ids from
 * part to part, or takes them out of all; so none can be forgotten or asked for twice. */
#ifndef XENG__JOB_BATCH_PARTS_H
#define XENG__JOB_BATCH_PARTS_H

#include "job/batch.h"
#include "model/table.h"

enum {
    XENG__PART_SPARE,
    XENG__PART_CLOSED, /* waits for the first window to be answered */
    XENG__PART_READY,  /* to be asked */
    XENG__PART_HELD,   /* to be asked, but waits for the other half's answer */
    XENG__PART_OUT,    /* asked */
    XENG__PART_KEPT    /* answered */
};

typedef struct xeng__part {
    xeng__question question; /* first: a question that is out is its part */
    int state;
    int32_t search;          /* the refusal whose cause is looked for by halving, or XENG_OK */
    struct xeng__part *half; /* the second half, which is held for this part's answer */
    xeng_result *result;     /* of a kept one */
    struct xeng__part *next;
} xeng__part;

enum {
    XENG__BATCH_CODES = 8 /* more than there are reasons */
};

struct xeng__batch {
    const xeng__batch_rules *rules;
    xeng__batch_kind kind;
    uint32_t age_flags; /* all that concern the metrics that are asked for */
    bool ageless;       /* there are other metrics */
    bool sums;          /* a grouping sums over Posts */
    bool opened;        /* the first window was answered */
    bool unfinished;
    bool delivered; /* there was an answer that was no refusal */
    uint64_t number;
    uint32_t account;
    uint64_t first;
    size_t count;
    uint64_t *ids;
    xeng__fate *fates; /* as far as they are known: they only get graver */
    uint8_t *without;  /* flags of metrics that the server has shown to be beyond the Post */
    bool *lost;        /* no more of it is asked for, and its counts are dropped */
    xeng__part *parts; /* in the order in which they are asked */
    xeng__part *spares;
    size_t spare_count;
    size_t refusals;
    xeng__piece_reason words[XENG__BATCH_CODES];
    size_t word_count;
};

/* batch.c */

/* About how much memory a result takes. */
size_t xeng__batch_result_bytes(const xeng_result *result);

/* batch_parts.c: the parts. */

/* Sees to it that there are so many spare parts; false if memory runs out. */
bool xeng__batch_reserve(xeng__batch *batch, size_t count);

/* A ready part made of a spare one, put behind another, or at the end for NULL. */
xeng__part *xeng__batch_add_part(xeng__batch *batch, size_t window, uint32_t without,
                                 xeng__part *behind);

/* Makes a question that wasn't asked yet of a part, whatever it was. */
void xeng__part_ask_anew(xeng__part *part);

/* Takes a part out of the batch, to be a spare one. */
void xeng__batch_drop_part(xeng__batch *batch, xeng__part *part);

/* Nothing follows from this part's answer for its second half any more, or for the part that it is
 * the second half of. */
void xeng__batch_unpair(xeng__batch *batch, xeng__part *part);

/* Halves a part of two or more ids, the first half staying in it. Takes a spare part. */
void xeng__batch_halve(xeng__batch *batch, xeng__part *part, int32_t search);

bool xeng__part_has(const xeng__part *part, uint16_t place);
void xeng__part_add(xeng__part *part, uint16_t place);
void xeng__part_remove(xeng__part *part, uint16_t place);

/* Moves an id into a part for those that are asked for without some metrics; may take a spare
 * part, but not for more than one id of the same window and flags. */
void xeng__batch_reduce(xeng__batch *batch, size_t window, uint32_t without, uint16_t place);

/* Takes an id that was lost out of all parts. Answers that it is summed up in are dropped and their
 * other ids asked for again. */
void xeng__batch_lose(xeng__batch *batch, uint16_t place);

/* Lets the other windows be asked for, if the first is answered. */
void xeng__batch_open(xeng__batch *batch);

/* How many spare parts xeng__batch_open() may take. */
size_t xeng__batch_open_takes(const xeng__batch *batch, bool reduces);

/* batch_judge.c: what an answer means for each id that was asked for. */

enum {
    XENG__VERDICT_KEEP = 1, /* what was delivered of it is kept */
    XENG__VERDICT_GONE,     /* it was lost meanwhile, through another window */
    XENG__VERDICT_LOSE,     /* `fate` says why */
    XENG__VERDICT_REDUCE,   /* it is asked for again without the metrics in `fate.unsupported` */
    XENG__VERDICT_AGAIN     /* it is asked for again */
};

typedef struct xeng__verdicts {
    uint8_t what[XENG__MAX_IDS]; /* of the question's ids, in their order */
    xeng__fate fates[XENG__MAX_IDS];
    bool halve;   /* nobody is to blame yet */
    bool tainted; /* the answer has sums over Posts that were lost meanwhile */
} xeng__verdicts;

/* A refusal, from an error or from a record. */
typedef struct xeng__refusal {
    int32_t code;
    bool named[XENG__MAX_IDS]; /* by place: the ids that the server named */
    const char *text;          /* the server's own words, else ours */
    size_t text_size;
} xeng__refusal;

void xeng__refusal_read(const xeng__batch *batch, const xeng_error *failure,
                        xeng__refusal *refusal);
bool xeng__refusal_takes(int32_t code);

void xeng__judge_result(const xeng__question *question, const xeng_result *result,
                        xeng__verdicts *verdicts);
void xeng__judge_refusal(const xeng__question *question, const xeng__refusal *refusal,
                         xeng__verdicts *verdicts);

/* Whether a metric is left when those of some flags are left out. */
bool xeng__batch_leaves(const xeng__batch *batch, uint32_t without);

/* Makes a fate graver, if `other` is. */
void xeng__fate_worsen(xeng__fate *fate, xeng__fate other);

/* batch_answer.c: an answer, either a result or a refusal, for a part that is out. */

/* Everything that may fail, `more` spare parts included. */
int32_t xeng__batch_prepare(xeng__batch *batch, const xeng__part *part,
                            const xeng__verdicts *verdicts, const xeng_result *result,
                            const xeng__refusal *refusal, size_t more, xeng_error **error);
void xeng__batch_apply(xeng__batch *batch, xeng__part *part, const xeng__verdicts *verdicts,
                       xeng_result *result, const xeng__refusal *refusal);

/* batch_record.c: exactly one of `result` and `refusal`. */
void xeng__batch_record(const xeng__question *question, const xeng_result *result,
                        const xeng__refusal *refusal, xeng__buf *out);

/* A record that was read. The question is none of the batch's parts. */
typedef struct xeng__recorded {
    uint16_t places[XENG__MAX_IDS];
    xeng__part part; /* what was asked */
    bool is_result;
    xeng__refusal refusal;
    const char *json;
    size_t json_size;
} xeng__recorded;

/* Reads a record; false if it is damaged or not of this batch. What `out` holds points into it. */
bool xeng__batch_read_record(xeng__batch *batch, const void *record, size_t size,
                             xeng__recorded *out);

/* batch_words.c: reasons in words. */

/* Keeps the server's words for a code, if there are none yet; false if memory runs out. */
bool xeng__batch_keep_words(xeng__batch *batch, int32_t code, const char *text, size_t size);
/* The server's words for a code, else ours. */
const char *xeng__batch_words(const xeng__batch *batch, int32_t code);

#endif
