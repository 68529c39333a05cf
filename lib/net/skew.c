/* What time it is for the server. */
#include "net/skew.h"

#include <string.h>

enum {
    SMOOTHING = 8 /* a new answer weighs one in so many */
};

/* Dates before 2015 are older than the API: a broken clock, not the time. */
static const int64_t first_sane_date = 1420070400;

void xeng__skew_init(xeng__skew *skew)
{
    memset(skew, 0, sizeof *skew);
}

int64_t xeng__skew_now(const xeng__skew *skew, int64_t wall, int64_t monotonic)
{
    return skew->corrected ? monotonic + skew->offset : wall;
}

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* Back to the machine's clock. */
static void drop(xeng__skew *skew)
{
    bool distrusts_date = skew->distrusts_date;
    xeng__skew_init(skew);
    skew->distrusts_date = distrusts_date;
}

/* Takes over what an answer says; the machine's clock itself where that agrees. */
static void adopt(xeng__skew *skew, const xeng__skew_sample *sample, int64_t measured)
{
    drop(skew);
    skew->corrected = distance(sample->wall - sample->received, measured) > XENG__SKEW_TOLERANCE_MS;
    skew->offset = skew->corrected ? measured : 0;
}

/* Another answer that contradicts what counts now. */
static void doubt(xeng__skew *skew, const xeng__skew_sample *sample, int64_t measured,
                  int64_t tolerance)
{
    if (skew->distrusts_date) {
        return;
    }
    if (skew->witnesses > 0 && distance(measured, skew->claimed_offset) > tolerance) {
        skew->witnesses = 0; /* they don't agree with one another */
    }
    skew->witnesses++;
    skew->claimed_offset = measured;
    if (skew->witnesses >= XENG__SKEW_WITNESSES) {
        adopt(skew, sample, measured);
    }
}

/* An answer that fits: follows a clock that drifts, and drops a correction that is needed no more.
 */
static void confirm(xeng__skew *skew, const xeng__skew_sample *sample, int64_t measured)
{
    skew->witnesses = 0;
    if (!skew->corrected) {
        return;
    }
    skew->offset += (measured - skew->offset) / SMOOTHING;
    skew->proven = skew->proven || (sample->dated && !sample->refused);
    if (distance(sample->wall - sample->received, skew->offset) <= XENG__SKEW_TOLERANCE_MS / 2) {
        drop(skew);
    }
}

/* A refusal that Date doesn't explain: a correction that never worked can be what is wrong. */
static bool refused_for_no_reason(xeng__skew *skew, const xeng__skew_sample *sample)
{
    if (!skew->corrected || skew->proven) {
        return false;
    }
    drop(skew);
    skew->distrusts_date = true;
    return distance(sample->signed_at, sample->wall) > XENG__SKEW_TOLERANCE_MS;
}

bool xeng__skew_learn(xeng__skew *skew, const xeng__skew_sample *sample)
{
    if (sample->date < first_sane_date) {
        return sample->refused && refused_for_no_reason(skew, sample);
    }
    /* The server read its clock somewhere between sending and receiving, and dropped the fraction
     * of the second. */
    int64_t round_trip = sample->received - sample->sent;
    int64_t middle = sample->sent + round_trip / 2;
    int64_t measured = sample->date * 1000 + 500 - middle;
    int64_t tolerance = XENG__SKEW_TOLERANCE_MS + round_trip / 2;
    int64_t now = xeng__skew_now(skew, sample->wall, sample->received) - sample->received;
    bool contradicts = distance(measured, now) > tolerance;
    if (contradicts && sample->refused) {
        adopt(skew, sample, measured);
        skew->distrusts_date = false;
    } else if (contradicts) {
        doubt(skew, sample, measured, tolerance);
    } else {
        confirm(skew, sample, measured);
    }
    /* Held against what this request was signed with: another's answer may have taught us since. */
    if (!sample->refused || distance(measured, sample->signed_at - sample->sent) > tolerance) {
        return sample->refused;
    }
    return refused_for_no_reason(skew, sample);
}
