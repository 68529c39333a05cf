/* What the parts of the reference driver give each other: objects made of a case, and the JSON of
 * what came of it. */
#ifndef DRIVER_H
#define DRIVER_H

#include <jansson.h>
#include <xengage/xengage.h>

/* Ends the program: the case, or this driver, is wrong. */
_Noreturn void give_up(const char *why);
/* A member of a case that must be there. */
const char *text_of(const json_t *from, const char *member);

/* driver_make.c: what a case says, made into objects; what goes wrong is in *error. */
int32_t make_client(xeng_client **client, xeng_error **error);
int32_t make_credentials(const char *as, xeng_credentials **credentials, xeng_error **error);
int32_t make_request(const json_t *from, const xeng_credentials *credentials,
                     xeng_request **request, xeng_error **error);

/* driver_show.c: what came of it. */
json_t *decimal(int64_t number);
json_t *decimal_id(uint64_t id);
json_t *show_error(xeng_error *error);         /* takes the error */
json_t *show_trees(const xeng_result *result); /* null for NULL */
json_t *show_result(xeng_result *result);      /* takes the result */
json_t *show_either(xeng_result *result, xeng_error *error);

/* What one kind of case has to do; returns its outcome. */
json_t *do_fetch(const json_t *one);
json_t *do_fetch_many(const json_t *one);
json_t *do_cancel(const json_t *one);
json_t *do_two_clients(const json_t *one);
json_t *do_job(const json_t *one);
json_t *do_table(const json_t *one);
json_t *do_post(const json_t *one);
json_t *do_names(const json_t *one);
json_t *do_secrets(const json_t *one);

#endif
