/* Writing JSON, member by member. */
#include "json_writer.h"

static void write_quoted(FILE *file, const char *text)
{
    putc('"', file);
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte < 0x20 || byte == 0x7F) {
            fprintf(file, "\\u%04x", byte);
        } else if (byte == '"' || byte == '\\') {
            fprintf(file, "\\%c", byte);
        } else {
            putc(byte, file);
        }
    }
    putc('"', file);
}

static void new_line(const cli_json *json)
{
    if (json->flat) {
        return;
    }
    putc('\n', json->file);
    for (size_t i = 0; i < json->depth; i++) {
        fputs("  ", json->file);
    }
}

static void begin_member(cli_json *json, const char *key)
{
    if (json->filled) {
        putc(',', json->file);
    }
    if (json->depth > 0) {
        new_line(json);
    }
    if (key != NULL) {
        write_quoted(json->file, key);
        fputs(json->flat ? ":" : ": ", json->file);
    }
    json->filled = true;
}

void cli_json_open(cli_json *json, const char *key, char bracket)
{
    begin_member(json, key);
    putc(bracket, json->file);
    json->depth++;
    json->filled = false;
}

void cli_json_close(cli_json *json, char bracket)
{
    json->depth--;
    if (json->filled) {
        new_line(json);
    }
    putc(bracket, json->file);
    json->filled = true;
}

void cli_json_text(cli_json *json, const char *key, const char *text)
{
    begin_member(json, key);
    write_quoted(json->file, text);
}

void cli_json_raw(cli_json *json, const char *key, const char *value)
{
    begin_member(json, key);
    fputs(value, json->file);
}

void cli_json_null(cli_json *json, const char *key)
{
    cli_json_raw(json, key, "null");
}
