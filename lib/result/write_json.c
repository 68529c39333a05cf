/* A result as JSON, in the server's own shape. */
#include "result/write_json.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "base/text.h"
#include "model/table.h"
#include "result/account.h"
#include "result/posts.h"
#include "result/write_keys.h"
#include "result/write_words.h"
#include "wire/json_text.h"

enum {
    LEAVES_AT_ONCE = 256,           /* for which room is made */
    LEAF_ROOM = XENG__PUT_ROOM + 4, /* a count in quotes, a comma */
};

typedef struct writer {
    const xeng_result *result;
    xeng__buf *out;
    uint32_t *flags;    /* by key of an id: what it is unsupported for */
    uint32_t *unlisted; /* by key of an id: the flags of lists that it can't be in */
    uint32_t *concerns; /* by key of a metric: the flag that concerns it */
    xeng__written_keys keys[XENG__DIMENSIONS]; /* of the dictionaries */
    const xeng__tree *tree;                    /* that is looked at now */
} writer;

/* Which ids and metrics the lists of unsupported ids are about. */
static bool learn_flags(writer *self)
{
    const xeng__dictionary *ids = &self->result->dictionaries[XENG_DIMENSION_TWEET_ID];
    const xeng__dictionary *metrics = &self->result->dictionaries[XENG_DIMENSION_ENGAGEMENT_TYPE];
    self->flags = xeng__calloc(ids->count, sizeof *self->flags);
    self->unlisted = xeng__calloc(ids->count, sizeof *self->unlisted);
    self->concerns = xeng__calloc(metrics->count, sizeof *self->concerns);
    if (self->flags == NULL || self->unlisted == NULL || self->concerns == NULL) {
        return false;
    }
    for (size_t i = 0; i < self->result->id_count; i++) {
        const xeng__id_state *id = &self->result->ids[i];
        uint32_t key =
            id->unsupported == 0 ? XENG__KEY_NONE : xeng__dictionary_find_id(ids, id->id);
        if (key != XENG__KEY_NONE) {
            self->flags[key] = id->unsupported;
        }
    }
    for (uint32_t key = 0; key < metrics->count; key++) {
        self->concerns[key] = xeng__unsupported_flag((int32_t)metrics->keys[key].number);
    }
    return true;
}

static bool write_keys(writer *self)
{
    for (size_t i = 0; i < XENG__DIMENSIONS; i++) {
        if (!xeng__written_keys_make(&self->keys[i], &self->result->dictionaries[i])) {
            return false;
        }
    }
    return true;
}

/* All counts that a list concerns are read as none. An id that has one, as it can in a merged
 * result, can't be in that list. */
static void note_counts(void *context, uint32_t id_key, uint32_t metric_key, size_t first,
                        size_t end)
{
    writer *self = context;
    uint32_t flag = self->flags[id_key] & self->concerns[metric_key];
    for (size_t i = first; flag != 0 && i < end; i++) {
        if (!xeng__leaf_missing(self->tree, i)) {
            self->unlisted[id_key] |= flag;
            return;
        }
    }
}

static void find_unlisted(writer *self)
{
    for (size_t i = 0; i < self->result->tree_count; i++) {
        self->tree = &self->result->trees[i];
        if (xeng__tree_has_posts(self->tree)) {
            xeng__posts_walk(self->tree, XENG__KEY_NONE, XENG__KEY_NONE, note_counts, self);
        }
    }
}

/* The lists that a path's keys are in, and that they are concerned by. */
typedef struct path {
    uint32_t listed;
    uint32_t concerns;
} path;

static path extend(const writer *self, path above, const xeng__level *level, size_t index)
{
    uint32_t key = level->keys[index];
    if (level->dictionary->dimension == XENG_DIMENSION_TWEET_ID) {
        above.listed = self->flags[key] & ~self->unlisted[key];
    } else if (level->dictionary->dimension == XENG_DIMENSION_ENGAGEMENT_TYPE) {
        above.concerns = self->concerns[key];
    }
    return above;
}

static const xeng__written_keys *keys_of(const writer *self, const xeng__level *level)
{
    return &self->keys[level->dictionary->dimension];
}

/* Writes a leaf's value where there is room; `listed`: a list says that there is no count, and then
 * the server has a zero. */
static char *put_leaf(char *to, const xeng__tree *tree, size_t index, bool listed)
{
    bool missing = xeng__leaf_missing(tree, index);
    if (missing && !listed) {
        memcpy(to, "null", 4);
        return to + 4;
    }
    *to++ = '"';
    to = xeng__put_i64(to, missing ? 0 : tree->values[index]);
    *to++ = '"';
    return to;
}

/* Writes leaves that have one parent, all but the first with a comma before them. */
static void write_leaves(const writer *self, size_t first, size_t end, path above)
{
    const xeng__tree *tree = self->tree;
    const xeng__level *level = &tree->levels[tree->depth - 1];
    const xeng__written_keys *keys = keys_of(self, level);
    xeng__buf *out = self->out;
    for (size_t i = first; i < end;) {
        size_t stop = end - i < LEAVES_AT_ONCE ? end : i + LEAVES_AT_ONCE;
        if (!xeng__buf_reserve(out, out->size + (stop - i) * (keys->longest + LEAF_ROOM))) {
            return;
        }
        char *to = out->data + out->size;
        for (; i < stop; i++) {
            size_t size;
            const char *key = xeng__written_key(keys, level->keys[i], &size);
            path here = extend(self, above, level, i);
            *to = ',';
            to += i > first;
            memcpy(to, key, size);
            to = put_leaf(to + size, tree, i, (here.listed & here.concerns) != 0);
        }
        out->size = (size_t)(to - out->data);
        *to = '\0';
    }
}

/* Writes a node of a level that isn't the leaves', and all below it. */
static void write_node(const writer *self, size_t level, size_t index, path above)
{
    size_t first;
    size_t end;
    xeng__children(self->tree, level, index, &first, &end);
    xeng__buf_append_char(self->out, '{');
    if (self->tree->has_leaves && level + 1 == self->tree->depth) {
        write_leaves(self, first, end, above);
        first = end;
    }
    for (size_t i = first; i < end; i++) {
        const xeng__level *below = &self->tree->levels[level];
        size_t size;
        const char *key = xeng__written_key(keys_of(self, below), below->keys[i], &size);
        if (i > first) {
            xeng__buf_append_char(self->out, ',');
        }
        xeng__buf_append(self->out, key, size);
        write_node(self, level + 1, i, extend(self, above, below, i));
    }
    xeng__buf_append_char(self->out, '}');
}

static void write_time(xeng__buf *out, const char *name, int64_t time)
{
    char text[XENG__ISO8601_SIZE];
    xeng__write_name(out, name, strlen(name));
    xeng__format_time(time, text);
    xeng__json_append_string(out, text, strlen(text));
}

/* Whether a member of an unknown one's name is written already: results that were merged may have
 * known it in part. */
static bool is_written(const xeng_result *result, const char *name)
{
    int32_t root = xeng__root_key_by_bytes(name, strlen(name));
    return (root == XENG__ROOT_START && result->has_start) ||
           (root == XENG__ROOT_END && result->has_end) ||
           xeng_result_root_by_name(result, name) != XENG_NODE_NONE;
}

static void write_members(writer *self)
{
    const xeng_result *result = self->result;
    path none = {0, 0};
    if (result->has_start) {
        write_time(self->out, "start", result->start);
    }
    if (result->has_end) {
        write_time(self->out, "end", result->end);
    }
    xeng__write_words(result, self->unlisted, self->out);
    for (size_t i = 0; i < result->tree_count; i++) {
        self->tree = &result->trees[i];
        xeng__write_name(self->out, self->tree->name, strlen(self->tree->name));
        write_node(self, 0, 0, none);
    }
    for (size_t i = 0; i < result->extra_count; i++) {
        const xeng__extra *extra = &result->extras[i];
        if (!is_written(result, extra->name)) {
            xeng__write_name(self->out, extra->name, strlen(extra->name));
            xeng__buf_append_text(self->out, extra->json);
        }
    }
}

void xeng__result_write_json(const xeng_result *result, xeng__buf *out)
{
    writer self = {.result = result, .out = out};
    xeng__buf_append_char(out, '{');
    if (learn_flags(&self) && write_keys(&self)) {
        find_unlisted(&self);
        write_members(&self);
    } else {
        out->failed = true;
    }
    xeng__buf_append_char(out, '}');
    xeng__free(self.flags);
    xeng__free(self.unlisted);
    xeng__free(self.concerns);
    for (size_t i = 0; i < XENG__DIMENSIONS; i++) {
        xeng__written_keys_free(&self.keys[i]);
    }
}

int32_t xeng_result_to_json(const xeng_result *result, char **json, xeng_error **error)
{
    xeng__buf text = XENG__BUF_EMPTY;
    xeng__error_clear(error);
    if (json == NULL) {
        return xeng__fail_argument(error, "xeng_result_to_json: json is NULL");
    }
    *json = NULL;
    if (result == NULL) {
        return xeng__fail_argument(error, "xeng_result_to_json: result is NULL");
    }
    xeng__result_write_json(result, &text);
    *json = xeng__buf_take(&text);
    return *json == NULL ? xeng__fail_no_memory(error) : XENG_OK;
}
