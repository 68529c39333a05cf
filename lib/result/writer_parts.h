/* The insides of a writer, for its own files: writer_new.c, writer.c. */
#ifndef XENG__RESULT_WRITER_PARTS_H
#define XENG__RESULT_WRITER_PARTS_H

#include <stdbool.h>

#include "base/refcount.h"
#include "result/table.h"
#include "result/writer.h"
#include "result/writer_rows.h"
#include "wire/deflate.h"

struct xeng_writer {
    xeng__refcount owners;
    xeng__layout layout;
    bool json;
    bool gzip;
    bool goes_on; /* where a text ends: no header */
    bool header_due;
    bool finished;
    bool failed;
    const xeng__writer_source *source; /* NULL if all that was added is written */
    void *held;
    size_t next;       /* the grouping that comes next; behind the last, fates */
    xeng_table *table; /* whose rows are being written, or NULL */
    xeng__rows rows;
    xeng__buf text;
    xeng__deflate *deflater; /* with gzip */
    xeng__buf packed;
    bool in_member;
    bool has_member;
    bool ending; /* the member that is under way ends behind what was added */
};

/* Lets go of the table whose rows are being written, and of what all tables come from. */
void xeng__writer_close_table(xeng_writer *writer);
void xeng__writer_close_source(xeng_writer *writer);

#endif
