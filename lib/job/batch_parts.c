/* The parts of a batch: moving ids between them. Nothing here fails: what takes memory was reserved
 * before. */
#include "job/batch_parts.h"

#include <string.h>

#include "base/alloc.h"

bool xeng__batch_reserve(xeng__batch *batch, size_t count)
{
    while (batch->spare_count < count) {
        xeng__part *part = xeng__malloc(sizeof *part + batch->count * sizeof(uint16_t));
        if (part == NULL) {
            return false;
        }
        *part = (xeng__part){.next = batch->spares};
        part->question.batch = batch;
        part->question.members = (uint16_t *)(part + 1);
        batch->spares = part;
        batch->spare_count++;
    }
    return true;
}

void xeng__part_ask_anew(xeng__part *part)
{
    part->question.failures = 0;
    part->question.succeeded_before = 0;
    part->state = XENG__PART_READY;
    part->search = XENG_OK;
}

xeng__part *xeng__batch_add_part(xeng__batch *batch, size_t window, uint32_t without,
                                 xeng__part *behind)
{
    xeng__part **at = behind != NULL ? &behind->next : &batch->parts;
    while (behind == NULL && *at != NULL) {
        at = &(*at)->next;
    }
    xeng__part *part = batch->spares;
    batch->spares = part->next;
    batch->spare_count--;
    part->next = *at;
    *at = part;
    part->question.window = window;
    part->question.without = without;
    part->question.count = 0;
    part->half = NULL;
    part->result = NULL;
    xeng__part_ask_anew(part);
    return part;
}

void xeng__batch_unpair(xeng__batch *batch, xeng__part *part)
{
    if (part->half != NULL) {
        part->half->state = XENG__PART_READY;
        part->half = NULL;
    }
    if (part->state != XENG__PART_HELD) {
        return;
    }
    part->state = XENG__PART_READY;
    for (xeng__part *other = batch->parts; other != NULL; other = other->next) {
        if (other->half == part) {
            other->half = NULL;
        }
    }
}

void xeng__batch_drop_part(xeng__batch *batch, xeng__part *part)
{
    xeng__batch_unpair(batch, part);
    xeng__part **at = &batch->parts;
    while (*at != part) {
        at = &(*at)->next;
    }
    *at = part->next;
    xeng_result_unref(part->result);
    part->result = NULL;
    part->state = XENG__PART_SPARE;
    part->next = batch->spares;
    batch->spares = part;
    batch->spare_count++;
}

void xeng__batch_halve(xeng__batch *batch, xeng__part *part, int32_t search)
{
    xeng__question *all = &part->question;
    xeng__part *second = xeng__batch_add_part(batch, all->window, all->without, part);
    size_t kept = all->count / 2;
    second->question.count = all->count - kept;
    memcpy(second->question.members, all->members + kept,
           second->question.count * sizeof *all->members);
    all->count = kept;
    part->state = XENG__PART_READY;
    part->half = second;
    part->search = search;
    second->state = XENG__PART_HELD;
    second->search = search;
}

/* Where a place is among the members, or would be. */
static size_t position(const xeng__part *part, uint16_t place)
{
    size_t low = 0;
    size_t high = part->question.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (part->question.members[middle] < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool xeng__part_has(const xeng__part *part, uint16_t place)
{
    size_t at = position(part, place);
    return at < part->question.count && part->question.members[at] == place;
}

void xeng__part_add(xeng__part *part, uint16_t place)
{
    uint16_t *at = part->question.members + position(part, place);
    size_t behind = (size_t)(part->question.members + part->question.count - at);
    memmove(at + 1, at, behind * sizeof *at);
    *at = place;
    part->question.count++;
}

void xeng__part_remove(xeng__part *part, uint16_t place)
{
    uint16_t *at = part->question.members + position(part, place);
    size_t behind = (size_t)(part->question.members + part->question.count - at) - 1;
    memmove(at, at + 1, behind * sizeof *at);
    part->question.count--;
}

void xeng__batch_reduce(xeng__batch *batch, size_t window, uint32_t without, uint16_t place)
{
    xeng__part *part = batch->parts;
    while (part != NULL && (part->state != XENG__PART_READY || part->search != XENG_OK ||
                            part->question.window != window || part->question.without != without)) {
        part = part->next;
    }
    xeng__part_add(part != NULL ? part : xeng__batch_add_part(batch, window, without, NULL), place);
}

static void lose_from(xeng__batch *batch, xeng__part *part, uint16_t place)
{
    xeng__batch_unpair(batch, part);
    xeng__part_remove(part, place);
    if (part->question.count == 0) {
        xeng__batch_drop_part(batch, part);
    } else if (part->state == XENG__PART_KEPT && batch->sums) {
        xeng_result_unref(part->result);
        part->result = NULL;
        xeng__part_ask_anew(part);
    }
}

void xeng__batch_lose(xeng__batch *batch, uint16_t place)
{
    xeng__part *next;
    for (xeng__part *part = batch->parts; part != NULL; part = next) {
        next = part->next;
        if (part->state != XENG__PART_OUT && xeng__part_has(part, place)) {
            lose_from(batch, part, place);
        }
    }
}

/* Asks for some of a part's ids without the metrics that they are known not to have. */
static void regroup(xeng__batch *batch, xeng__part *part)
{
    for (size_t i = part->question.count; i-- > 0;) {
        uint16_t place = part->question.members[i];
        if (batch->without[place] != part->question.without) {
            xeng__part_remove(part, place);
            xeng__batch_reduce(batch, part->question.window, batch->without[place], place);
        }
    }
    if (part->question.count == 0) {
        xeng__batch_drop_part(batch, part);
    }
}

void xeng__batch_open(xeng__batch *batch)
{
    for (xeng__part *part = batch->parts; part != NULL; part = part->next) {
        if (batch->opened || (part->state != XENG__PART_CLOSED && part->state != XENG__PART_KEPT)) {
            return;
        }
    }
    batch->opened = true;
    xeng__part *next;
    for (xeng__part *part = batch->parts; part != NULL; part = next) {
        next = part->next;
        if (part->state == XENG__PART_CLOSED) {
            part->state = XENG__PART_READY;
            regroup(batch, part);
        }
    }
}

size_t xeng__batch_open_takes(const xeng__batch *batch, bool reduces)
{
    for (size_t i = 0; i < batch->count && !reduces; i++) {
        reduces = batch->without[i] != batch->kind;
    }
    return batch->opened || !reduces ? 0 : 3 * (batch->rules->window_count - 1);
}
