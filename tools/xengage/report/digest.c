/* What a report is made of: figures of any number of Posts, taken as they come. */
#include "digest.h"

#include "../say.h"
#include "../status.h"

void cli_digest_begin(cli_digest *digest, const cli_args *args)
{
    *digest = (cli_digest){.args = args, .by = args->rank_by};
    digest->all.id = XENG_ALL_POSTS;
    digest->all.utc_offset_s = args->utc_offset_s;
    cli_ranks_choose(&digest->ranks, args->posts, args->post_count, args->utc_offset_s);
    if (args->from_count > 1) {
        digest->merged = cli_counts_new();
        digest->fates.distinct = true;
    }
}

/* Adds to a sum; false if 64 bits don't hold it. */
static bool add(int64_t *sum, int64_t value)
{
    return !__builtin_add_overflow(*sum, value, sum);
}

static void add_totals(cli_digest *digest, const cli_offer *offer)
{
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        if ((offer->metrics >> i & 1) == 0) {
            continue;
        }
        cli_sum *sum = &digest->sums[i];
        sum->known = true;
        if ((offer->delivered >> i & 1) != 0) {
            sum->delivered = true;
            sum->too_large |= !add(&sum->value, offer->totals[i]);
        } else {
            /* A sum that 64 bits don't hold isn't told apart from one of nothing. */
            sum->too_large |= (digest->seen >> i & 1) != 0;
        }
    }
}

/* Engagements and impressions go into the rate where a Post has both. */
static void add_rate(cli_digest *digest, const cli_row *row)
{
    size_t impressions = cli_metric_place(XENG_METRIC_IMPRESSIONS);
    size_t engagements = cli_metric_place(XENG_METRIC_ENGAGEMENTS);
    uint32_t both = UINT32_C(1) << impressions | UINT32_C(1) << engagements;
    if ((row->delivered & both) == both) {
        digest->rate_known = true;
        digest->rate_too_large |= !add(&digest->impressions, row->values[impressions]) ||
                                  !add(&digest->engagements, row->values[engagements]);
    }
}

static void add_change(cli_digest *digest, const cli_row *row)
{
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        int64_t before = 0;
        if ((row->delivered >> i & 1) != 0 &&
            cli_counts_value(digest->earlier, row->id, i, &before)) {
            cli_change *change = &digest->changes[i];
            change->too_large |=
                !add(&change->before, before) || !add(&change->after, row->values[i]);
            change->posts++;
        }
    }
}

void cli_digest_post(cli_digest *digest, const cli_row *row)
{
    digest->posts += row->delivered != 0;
    for (size_t i = 0; i < CLI_METRICS_MOST; i++) {
        digest->sums[i].posts += row->delivered >> i & 1;
    }
    add_rate(digest, row);
    if (digest->earlier != NULL) {
        add_change(digest, row);
    }
}

static void take_post(cli_digest *digest, const cli_row *row)
{
    digest->seen |= row->delivered;
    if (digest->merged != NULL) {
        cli_counts_add(digest->merged, row);
    } else {
        cli_digest_post(digest, row);
    }
}

/* Hands each Post that a result has counts of to a function. */
static void each_post(cli_digest *digest, const xeng_result *result,
                      void (*take)(cli_digest *digest, const cli_row *row))
{
    for (size_t i = 0; i < xeng_result_id_count(result); i++) {
        cli_row row;
        cli_row_read(&row, result, xeng_result_id_at(result, i));
        if (row.known != 0) {
            take(digest, &row);
        }
    }
}

static void widen_window(cli_digest *digest, const xeng_result *result)
{
    int64_t start = 0;
    int64_t end = 0;
    if (!xeng_result_window(result, &start, &end)) {
        return;
    }
    bool known = digest->window_known;
    digest->start = !known || start < digest->start ? start : digest->start;
    digest->end = !known || end > digest->end ? end : digest->end;
    digest->window_known = true;
}

/* Where nothing says by what to rank, it is by the first metric that there are counts of. Before
 * that nothing could have been ranked. */
static void begin_ranking(cli_digest *digest, const cli_offer *offer)
{
    for (size_t i = 0; digest->by == 0 && i < CLI_METRICS_MOST; i++) {
        if ((offer->delivered >> i & 1) != 0) {
            digest->by = xeng_metric_at(i);
        }
    }
    if (digest->by != 0) {
        cli_ranks_begin(&digest->ranks, digest->by, digest->args->rank_count);
    }
}

static void take(void *context, const xeng_result *result)
{
    cli_digest *digest = context;
    cli_offer offer;
    cli_offer_of(result, &offer);
    widen_window(digest, result);
    digest->seen = 0;
    each_post(digest, result, take_post);
    add_totals(digest, &offer);
    cli_times_add(&digest->all, result, &offer);
    if (!offer.posts) {
        digest->sums_only |= offer.metrics != 0;
        return;
    }
    if (digest->ranks.top == NULL && digest->merged == NULL) {
        begin_ranking(digest, &offer);
    }
    cli_ranks_add(&digest->ranks, result, &offer);
}

static void take_fate(void *context, uint64_t id, const char *state, const char *reason)
{
    cli_fates_add(&((cli_digest *)context)->fates, id, state, reason);
}

static void remember(cli_digest *digest, const cli_row *row)
{
    cli_counts_add(digest->earlier, row);
}

static void take_earlier(void *context, const xeng_result *result)
{
    each_post(context, result, remember);
}

static void ignore_fate(void *context, uint64_t id, const char *state, const char *reason)
{
    (void)context;
    (void)id;
    (void)state;
    (void)reason;
}

cli_sink cli_digest_before(cli_digest *digest)
{
    digest->earlier = cli_counts_new();
    return (cli_sink){.result = take_earlier, .fate = ignore_fate, .context = digest};
}

cli_sink cli_digest_sink(cli_digest *digest)
{
    return (cli_sink){.result = take, .fate = take_fate, .context = digest};
}

void cli_digest_free(cli_digest *digest)
{
    cli_times_free(&digest->all);
    cli_ranks_free(&digest->ranks);
    cli_fates_free(&digest->fates);
    cli_counts_free(digest->earlier);
    cli_counts_free(digest->merged);
}
