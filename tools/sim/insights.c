/* The three insights endpoints: who may ask, what comes back, what is refused. */
#include "call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "accounts.h"
#include "answer.h"
#include "auth.h"
#include "config.h"
#include "limit.h"
#include "posts.h"
#include "when.h"
#include "world.h"

typedef struct {
    uint64_t list[SIM_IDS_MAX];
    size_t count;
} id_list;

static void add_id(id_list *to, uint64_t id)
{
    to->list[to->count++] = id;
}

static void add_joined(sim_buf *out, const id_list *ids, const char *separator)
{
    for (size_t i = 0; i < ids->count; i++) {
        sim_buf_adds(out, i == 0 ? "" : separator);
        sim_buf_addu(out, ids->list[i]);
    }
}

static void add_list(sim_buf *out, const char *name, const id_list *ids)
{
    if (ids->count > 0) {
        sim_buf_addf(out, "\"%s\":[\"", name);
        add_joined(out, ids, "\",\"");
        sim_buf_adds(out, "\"],");
    }
}

/* 403 where a metric isn't for this kind of credentials, or not for this app at all. */
static bool metrics_are_allowed(sim_call *call, const sim_query *query)
{
    sim_buf refused = {0};
    for (size_t i = 0; i < query->metric_count; i++) {
        sim_metric metric = query->metrics[i];
        bool needs_user = call->note.auth != SIM_AUTH_USER && !sim_metrics[metric].app_only;
        if (needs_user || (sim_conf.forbid_metrics >> metric & 1) != 0) {
            sim_buf_adds(&refused, refused.size == 0 ? "" : ", ");
            sim_buf_adds(&refused, sim_metrics[metric].name);
        }
    }
    bool allowed = refused.size == 0;
    if (!allowed) {
        sim_reply_errorf(&call->reply, 403, "Forbidden to access metrics: %s", refused.data);
    }
    sim_buf_free(&refused);
    return allowed;
}

static void name_per_author(sim_buf *body, const id_list *ids)
{
    bool done[SIM_IDS_MAX] = {false};
    sim_buf text = {0};
    for (size_t i = 0; i < ids->count; i++) {
        uint64_t author = sim_post_owner(ids->list[i]);
        if (done[i]) {
            continue;
        }
        text.size = 0;
        sim_buf_adds(&text, "Forbidden to access tweets for author id ");
        sim_buf_addu(&text, author);
        for (size_t j = i; j < ids->count; j++) {
            if (sim_post_owner(ids->list[j]) == author) {
                sim_buf_adds(&text, j == i ? ": " : ", ");
                sim_buf_addu(&text, ids->list[j]);
                done[j] = true;
            }
        }
        sim_buf_adds(body, i == 0 ? "" : ",");
        sim_add_error(body, 403, text.data);
    }
    sim_buf_free(&text);
}

static void refuse_tweets(sim_reply *reply, const id_list *ids)
{
    sim_buf text = {0};
    reply->status = 403;
    sim_buf_adds(&reply->body, "{\"errors\":[");
    if (sim_conf.forbidden_form == SIM_FORBIDDEN_PER_AUTHOR) {
        name_per_author(&reply->body, ids);
    } else {
        sim_buf_adds(&text, "Forbidden to access tweets");
        if (sim_conf.forbidden_form == SIM_FORBIDDEN_LIST) {
            sim_buf_adds(&text, ": ");
            add_joined(&text, ids, ",");
            sim_buf_addc(&text, ';');
        }
        sim_add_error(&reply->body, 403, text.data);
    }
    sim_buf_adds(&reply->body, "]}");
    sim_buf_free(&text);
}

static void add_unavailable_error(sim_buf *body, size_t count)
{
    char text[64];
    snprintf(text, sizeof(text), "%zu Tweet ID(s) are unavailable", count);
    sim_add_error(body, 400, text);
}

static void refuse_unavailable(sim_reply *reply, const id_list *ids)
{
    reply->status = 400;
    sim_buf_adds(&reply->body, "{\"errors\":[");
    add_unavailable_error(&reply->body, ids->count);
    sim_buf_adds(&reply->body, "],");
    add_list(&reply->body, "unavailable_tweet_ids", ids);
    reply->body.data[reply->body.size - 1] = '}';
}

/* Sorts the ids into those to report on and those not; false with a refusal where one of them
 * spoils the whole request. */
static bool sort_ids(sim_call *call, const sim_query *query, sim_reported *reported, id_list *gone)
{
    id_list foreign = {.count = 0};
    bool any_protected = false;
    uint64_t user =
        call->note.auth == SIM_AUTH_USER ? sim_account_user((size_t)call->note.account) : 0;
    for (size_t i = 0; i < query->id_count; i++) {
        uint64_t id = query->ids[i];
        sim_post_state state = sim_post_state_of(id);
        if (state == SIM_POST_POISON) {
            sim_reply_error(&call->reply, 500, "internal server error");
            return false;
        }
        if (state == SIM_POST_DELETED) {
            add_id(gone, id); /* whose it was can't be told any more */
        } else if (user != 0 && sim_post_owner(id) != user) {
            add_id(&foreign, id);
        } else if (state == SIM_POST_PROTECTED) {
            any_protected = true;
            add_id(gone, id);
        } else {
            reported->ids[reported->id_count++] = id;
        }
    }
    if (foreign.count > 0) {
        refuse_tweets(&call->reply, &foreign);
        return false;
    }
    if (any_protected || (sim_conf.refuse_all_unavailable && reported->id_count == 0)) {
        refuse_unavailable(&call->reply, gone);
        return false;
    }
    return true;
}

static bool asks_for(const sim_query *query, sim_metric metric)
{
    for (size_t i = 0; i < query->metric_count; i++) {
        if (query->metrics[i] == metric) {
            return true;
        }
    }
    return false;
}

static void mark_too_old(const sim_query *query, sim_reported *reported, id_list *impressions,
                         id_list *video)
{
    bool wants_impressions = query->endpoint == SIM_TOTALS &&
                             (asks_for(query, SIM_IMPRESSIONS) || asks_for(query, SIM_ENGAGEMENTS));
    bool wants_video = asks_for(query, SIM_VIDEO_VIEWS);
    int64_t now_ms = sim_now() * 1000;
    for (size_t i = 0; i < reported->id_count; i++) {
        int64_t age_ms = now_ms - sim_created_ms(reported->ids[i]);
        if (wants_impressions && age_ms > (int64_t)SIM_IMPRESSIONS_DAYS * SIM_DAY * 1000) {
            reported->too_old_for_impressions[i] = true;
            add_id(impressions, reported->ids[i]);
        }
        if (wants_video && age_ms > (int64_t)SIM_VIDEO_DAYS * SIM_DAY * 1000) {
            reported->too_old_for_video[i] = true;
            add_id(video, reported->ids[i]);
        }
    }
}

static void add_errors(sim_buf *out, const id_list *gone, const id_list *old)
{
    bool tell_gone = sim_conf.unavailable_errors && gone->count > 0;
    if (!tell_gone && old->count == 0) {
        return;
    }
    sim_buf_adds(out, "\"errors\":[");
    if (tell_gone) {
        add_unavailable_error(out, gone->count);
        sim_buf_adds(out, old->count > 0 ? "," : "");
    }
    if (old->count > 0) {
        sim_buf text = {0};
        sim_buf_adds(&text, "Impressions & engagements for tweets older than 90 days (before ");
        sim_add_time(&text, sim_now() - (int64_t)SIM_IMPRESSIONS_DAYS * SIM_DAY);
        sim_buf_adds(&text, ") are not supported");
        sim_add_error(out, 400, text.data);
        sim_buf_free(&text);
    }
    sim_buf_adds(out, "],");
}

static void report(sim_call *call, const sim_query *query)
{
    sim_reported reported = {.id_count = 0};
    id_list gone = {.count = 0};
    id_list old = {.count = 0};
    id_list old_video = {.count = 0};
    sim_buf *out = &call->reply.body;
    if (!sort_ids(call, query, &reported, &gone)) {
        return;
    }
    mark_too_old(query, &reported, &old, &old_video);
    call->reply.status = 200;
    sim_buf_addc(out, '{');
    if (query->has_window) {
        sim_buf_adds(out, "\"start\":\"");
        sim_add_time(out, query->shown_start);
        sim_buf_adds(out, "\",\"end\":\"");
        sim_add_time(out, query->shown_end);
        sim_buf_adds(out, "\",");
    }
    add_errors(out, &gone, &old);
    add_list(out, "unavailable_tweet_ids", &gone);
    add_list(out, "unsupported_for_impressions_engagements_tweet_ids", &old);
    add_list(out, "unsupported_for_video_views_tweet_ids", &old_video);
    sim_add_counts(out, query, &reported);
    sim_buf_addc(out, '}');
}

static bool takes_gzip(const sim_call *call)
{
    return call->accept_encoding != NULL && strcasestr(call->accept_encoding, "gzip") != NULL;
}

static void note_window(sim_call *call, const sim_query *query)
{
    if (query->has_window && sim_conf.log != NULL) {
        sim_buf_adds(&call->note.window, "\"start\":\"");
        sim_add_time(&call->note.window, query->start);
        sim_buf_adds(&call->note.window, "\",\"end\":\"");
        sim_add_time(&call->note.window, query->end);
        sim_buf_addc(&call->note.window, '"');
    }
}

void sim_serve_insights(sim_call *call)
{
    sim_endpoint endpoint = sim_find_endpoint(call->uri);
    if (!takes_gzip(call)) {
        sim_reply_error(&call->reply, 406,
                        "This request requires gzip compression. Retry the request after setting "
                        "'Accept-Encoding' header in the request to 'gzip'.");
        return;
    }
    if (!sim_authenticate(call, endpoint != SIM_TOTALS) || !sim_limit_pass(call)) {
        return;
    }
    sim_query *query = sim_alloc(sizeof(*query));
    if (sim_query_read(query, endpoint, call)) {
        note_window(call, query);
        if (metrics_are_allowed(call, query)) {
            report(call, query);
        }
    }
    sim_query_free(query);
    free(query);
}
