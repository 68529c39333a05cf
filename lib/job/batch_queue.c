/* Which question of a batch is asked next. */
#include "job/batch_parts.h"

/* Where a 400 names nobody, the request itself may be at fault: those questions are asked one at a
 * time, so that this shows before many were asked in vain. */
static bool is_serial(const xeng__part *part)
{
    return part->search == XENG_ERROR_BAD_REQUEST;
}

/* Whether `part` had better wait for `other`: for more Posts that are too old, to be asked for in
 * one request. */
static bool gathers(const xeng__part *part, const xeng__part *other)
{
    return other->state != XENG__PART_KEPT && other->question.window == part->question.window &&
           other->question.without != part->question.without &&
           (other->question.without & part->question.without) == other->question.without;
}

static bool can_be_asked(const xeng__batch *batch, const xeng__part *part)
{
    if (part->state != XENG__PART_READY) {
        return false;
    }
    for (const xeng__part *other = batch->parts; other != NULL; other = other->next) {
        if (gathers(part, other) ||
            (other->state == XENG__PART_OUT && is_serial(other) && is_serial(part))) {
            return false;
        }
    }
    return true;
}

xeng__question *xeng__batch_next(xeng__batch *batch)
{
    for (xeng__part *part = batch->parts; part != NULL; part = part->next) {
        if (can_be_asked(batch, part)) {
            part->state = XENG__PART_OUT;
            return &part->question;
        }
    }
    return NULL;
}

static void unlink_part(xeng__batch *batch, const xeng__part *part)
{
    xeng__part **at = &batch->parts;
    while (*at != part) {
        at = &(*at)->next;
    }
    *at = part->next;
}

/* A part that was out is ready again, in its new place, without what was lost meanwhile through
 * other windows; from the end, since the part is gone after its last id. */
static void make_ready(xeng__batch *batch, xeng__part *part, xeng__part **place)
{
    part->state = XENG__PART_READY;
    part->next = *place;
    *place = part;
    for (size_t i = part->question.count; i-- > 0;) {
        if (batch->lost[part->question.members[i]]) {
            xeng__batch_lose(batch, part->question.members[i]);
        }
    }
}

void xeng__batch_put_back(xeng__batch *batch, xeng__question *question)
{
    xeng__part *part = (xeng__part *)question;
    if (part->state != XENG__PART_OUT) {
        return;
    }
    unlink_part(batch, part);
    make_ready(batch, part, &batch->parts);
}

void xeng__batch_postpone(xeng__batch *batch, xeng__question *question)
{
    xeng__part *part = (xeng__part *)question;
    xeng__part **end = &batch->parts;
    xeng__batch_unpair(batch, part);
    unlink_part(batch, part);
    while (*end != NULL) {
        end = &(*end)->next;
    }
    make_ready(batch, part, end);
}

size_t xeng__batch_asked(const xeng__batch *batch)
{
    size_t count = 0;
    for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
        count += part->state == XENG__PART_OUT;
    }
    return count;
}

/* How many questions a window takes that isn't opened yet. */
static size_t count_groups(const xeng__batch *batch)
{
    bool seen[UINT8_MAX + 1] = {false};
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++) {
        bool *group = &seen[batch->without[i]];
        count += !batch->lost[i] && !*group;
        *group |= !batch->lost[i];
    }
    return count;
}

size_t xeng__batch_left(const xeng__batch *batch)
{
    size_t groups = batch->opened ? 1 : count_groups(batch);
    size_t count = 0;
    for (const xeng__part *part = batch->parts; part != NULL; part = part->next) {
        if (part->state == XENG__PART_CLOSED) {
            count += groups;
        } else if (part->state == XENG__PART_READY || part->state == XENG__PART_HELD) {
            count++;
        }
    }
    return count;
}
