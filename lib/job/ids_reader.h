/* What the readers of the formats of id files share: lines go in, blocks of ids come out. */
#ifndef XENG__JOB_IDS_READER_H
#define XENG__JOB_IDS_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "base/buf.h"
#include "job/ids_file.h"

enum {
    XENG__IDS_BLOCK = 1024,
    XENG__IDS_LINE_MAX = 1 << 20, /* bytes of a line without its end, or of a CSV record */
    XENG__IDS_NAMES = 3
};

/* What a column or field is called if the caller doesn't say; the first that is there counts. */
extern const char *const xeng__ids_names[XENG__IDS_NAMES];

typedef struct xeng__ids_csv {
    xeng__buf value;      /* of the column being read; behind the header, of the ids' column only */
    xeng__buf names;      /* of the header's columns, for a message */
    uint64_t record_line; /* where the record being read began */
    size_t record_size;   /* its bytes before the line being read */
    size_t columns;       /* of the header; 0 as long as it isn't read */
    size_t column;        /* being read */
    size_t wanted;        /* column */
    size_t rank;          /* of its name among those it could have; XENG__IDS_NAMES if none yet */
    char separator;
    bool in_quotes; /* the record goes on in the next line */
    bool twice;     /* two columns have its name */
} xeng__ids_csv;

typedef struct xeng__ids_reader {
    const char *name;  /* the file's, for messages */
    int32_t format;    /* XENG_IDS_AUTO until a line has decided */
    const char *field; /* the caller's or, once it is known, the default one that is used */
    xeng__ids_take *take;
    void *context;
    uint64_t line;     /* the number of the line being read; the first is 1 */
    xeng__buf partial; /* the beginning of a line whose end is still to come */
    xeng__ids_csv csv;
    size_t count;
    uint64_t ids[XENG__IDS_BLOCK];
} xeng__ids_reader;

/* Takes the next bytes of the file; a xeng__inflate_sink whose context is the reader. */
int32_t xeng__ids_feed(void *context, const char *bytes, size_t size, xeng_error **error);

/* The file ends. */
int32_t xeng__ids_finish(xeng__ids_reader *reader, xeng_error **error);

/* Frees what the reader holds, not the reader. */
void xeng__ids_reader_free(xeng__ids_reader *reader);

/* The following are for the formats. A line has neither its end nor the file's byte order mark. */

int32_t xeng__ids_guess(xeng__ids_reader *reader, const char *text, size_t size,
                        xeng_error **error);
int32_t xeng__ids_csv_line(xeng__ids_reader *reader, const char *text, size_t size,
                           xeng_error **error);
int32_t xeng__ids_csv_finish(xeng__ids_reader *reader, xeng_error **error);
int32_t xeng__ids_json_line(xeng__ids_reader *reader, const char *text, size_t size,
                            xeng_error **error);

/* Whether text is a column's name, whatever the case and the blanks around both. */
bool xeng__ids_is_name(const char *text, size_t size, const char *name);

/* Takes an id as it is written in `line`, blanks around it aside. */
int32_t xeng__ids_put(xeng__ids_reader *reader, uint64_t line, const char *text, size_t size,
                      xeng_error **error);

/* XENG_ERROR_INPUT with "file:line: ", the message and, unless `text` is NULL, ": " and the text as
 * it can be shown. */
int32_t xeng__ids_refuse(const xeng__ids_reader *reader, uint64_t line, const char *text,
                         size_t size, xeng_error **error, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* The same: there is no column or field (`what`) of the name that was given, or of any default one;
 * `text` is what is there. */
int32_t xeng__ids_refuse_names(const xeng__ids_reader *reader, uint64_t line, const char *what,
                               const char *text, size_t size, xeng_error **error);

#endif
