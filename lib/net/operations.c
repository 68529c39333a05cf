/* The table of operations, by number, and the lists that they are in. */
#include "net/engine_state.h"

#include "base/alloc.h"

enum {
    FEWEST_BUCKETS = 32
};

static xeng__operation **bucket_of(const xeng__engine *engine, uint64_t id)
{
    /* Numbers are given in sequence, so that they spread evenly by themselves. */
    return &engine->buckets[id & (engine->bucket_count - 1)];
}

xeng__operation *xeng__operation_find(const xeng__engine *engine, uint64_t id)
{
    xeng__operation *found = engine->bucket_count == 0 ? NULL : *bucket_of(engine, id);
    while (found != NULL && found->id != id) {
        found = found->in_bucket;
    }
    return found;
}

static void link_in(xeng__engine *engine, xeng__operation *operation)
{
    xeng__operation **bucket = bucket_of(engine, operation->id);
    operation->in_bucket = *bucket;
    *bucket = operation;
}

/* Doubles the table. Not getting the memory only makes it slower, except for the first time. */
static bool grow(xeng__engine *engine)
{
    size_t count = engine->bucket_count == 0 ? FEWEST_BUCKETS : engine->bucket_count * 2;
    xeng__operation **old = engine->buckets;
    size_t old_count = engine->bucket_count;
    xeng__operation **made = xeng__calloc(count, sizeof *made);
    if (made == NULL) {
        return old != NULL;
    }
    engine->buckets = made;
    engine->bucket_count = count;
    for (size_t i = 0; i < old_count; i++) {
        while (old[i] != NULL) {
            xeng__operation *moved = old[i];
            old[i] = moved->in_bucket;
            link_in(engine, moved);
        }
    }
    xeng__free(old);
    return true;
}

bool xeng__operation_add(xeng__engine *engine, xeng__operation *operation)
{
    if (!xeng__timers_reserve(&engine->timers)) {
        return false;
    }
    if (engine->count >= engine->bucket_count && !grow(engine)) {
        xeng__timers_release(&engine->timers);
        return false;
    }
    operation->id = ++engine->last_id;
    operation->timer.subject = operation;
    link_in(engine, operation);
    engine->count++;
    return true;
}

void xeng__operation_remove(xeng__engine *engine, xeng__operation *operation)
{
    xeng__operation **link = bucket_of(engine, operation->id);
    while (*link != operation) {
        link = &(*link)->in_bucket;
    }
    *link = operation->in_bucket;
    engine->count--;
    xeng__timers_unset(&engine->timers, &operation->timer);
    xeng__timers_release(&engine->timers);
    xeng__operation_free(operation);
}

void xeng__operation_free(xeng__operation *operation)
{
    xeng__attempt_free(&operation->attempt);
    xeng__call_free(&operation->call);
    xeng_request_unref(operation->expected);
    xeng_error_unref(operation->last_error);
    xeng_result_unref(operation->result);
    xeng__buf_free(&operation->body);
    xeng_error_unref(operation->error);
    xeng__free(operation);
}

void xeng__list_push(xeng__list *list, xeng__operation *operation)
{
    operation->previous = list->last;
    operation->next = NULL;
    if (list->last == NULL) {
        list->first = operation;
    } else {
        list->last->next = operation;
    }
    list->last = operation;
}

void xeng__list_push_front(xeng__list *list, xeng__operation *operation)
{
    operation->previous = NULL;
    operation->next = list->first;
    if (list->first == NULL) {
        list->last = operation;
    } else {
        list->first->previous = operation;
    }
    list->first = operation;
}

void xeng__list_drop(xeng__list *list, xeng__operation *operation)
{
    if (operation->previous == NULL) {
        list->first = operation->next;
    } else {
        operation->previous->next = operation->next;
    }
    if (operation->next == NULL) {
        list->last = operation->previous;
    } else {
        operation->next->previous = operation->previous;
    }
    operation->previous = NULL;
    operation->next = NULL;
}
