/* OAuth 1.0a: which parameters are signed, encoded and in order (RFC 5849, section 3.4.1.3). */
#include "auth/oauth1.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/percent.h"
#include "base/alloc.h"

/* Opens a parameter whose name starts at the end of the text; NULL if memory ran out. */
static xeng__oauth1_parameter *add(xeng__oauth1_list *list)
{
    if (!xeng__grow((void **)&list->items, &list->capacity, list->count, sizeof *list->items)) {
        list->text.failed = true;
        return NULL;
    }
    xeng__oauth1_parameter *parameter = &list->items[list->count++];
    *parameter = (xeng__oauth1_parameter){.name = list->text.size};
    return parameter;
}

static void add_own(xeng__oauth1_list *list, const char *name, const char *value)
{
    if (value == NULL) {
        return;
    }
    xeng__oauth1_parameter *parameter = add(list);
    if (parameter == NULL) {
        return;
    }
    xeng__buf_append_text(&list->text, name);
    parameter->name_size = list->text.size - parameter->name;
    parameter->value = list->text.size;
    xeng__percent_encode(&list->text, value, strlen(value));
    parameter->value_size = list->text.size - parameter->value;
    parameter->in_header = true;
}

/* The parameters of a query or of a form body; false if an escape is malformed. */
static bool add_form(xeng__oauth1_list *list, const char *form, size_t size)
{
    xeng__form_pair pair;
    while (xeng__form_next(&form, &size, &pair)) {
        xeng__oauth1_parameter *parameter = add(list);
        if (parameter == NULL) {
            return true;
        }
        if (!xeng__form_to_percent(&list->text, pair.name, pair.name_size)) {
            return false;
        }
        parameter->name_size = list->text.size - parameter->name;
        parameter->value = list->text.size;
        if (!xeng__form_to_percent(&list->text, pair.value, pair.value_size)) {
            return false;
        }
        parameter->value_size = list->text.size - parameter->value;
    }
    return true;
}

static int compare_bytes(const char *a, size_t a_size, const char *b, size_t b_size)
{
    int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    return order != 0 ? order : (a_size > b_size) - (a_size < b_size);
}

static bool comes_after(const char *text, const xeng__oauth1_parameter *a,
                        const xeng__oauth1_parameter *b)
{
    int order = compare_bytes(text + a->name, a->name_size, text + b->name, b->name_size);
    if (order == 0) {
        order = compare_bytes(text + a->value, a->value_size, text + b->value, b->value_size);
    }
    return order > 0;
}

/* By insertion: there are seven or eight as a rule, and the protocol's own come in order. */
static void sort(xeng__oauth1_list *list)
{
    const char *text = xeng__buf_text(&list->text);
    for (size_t i = 1; i < list->count; i++) {
        xeng__oauth1_parameter moving = list->items[i];
        size_t at = i;
        for (; at > 0 && comes_after(text, &list->items[at - 1], &moving); at--) {
            list->items[at] = list->items[at - 1];
        }
        list->items[at] = moving;
    }
}

int32_t xeng__oauth1_collect(const xeng__oauth1 *input, xeng__oauth1_list *list, xeng_error **error)
{
    char timestamp[24];
    (void)snprintf(timestamp, sizeof timestamp, "%" PRId64, input->timestamp);
    /* Without a token, oauth_token is left out rather than sent empty: RFC 5849, section 3.1, says
     * that it MAY be omitted, so that every server must take that, and says nothing of empty ones;
     * requests_oauthlib, by which X's own samples sign with blank tokens, leaves it out, too. */
    const char *token = input->token != NULL && *input->token != '\0' ? input->token : NULL;
    add_own(list, "oauth_callback", input->callback);
    add_own(list, "oauth_consumer_key", input->consumer_key);
    add_own(list, "oauth_nonce", input->nonce);
    add_own(list, "oauth_signature_method", "HMAC-SHA1");
    add_own(list, "oauth_timestamp", timestamp);
    add_own(list, "oauth_token", token);
    add_own(list, "oauth_verifier", input->verifier);
    add_own(list, "oauth_version", input->version);
    const char *query = strchr(input->url, '?');
    bool well_formed = query == NULL || add_form(list, query + 1, strcspn(query + 1, "#"));
    if (well_formed && input->form != NULL) {
        well_formed = add_form(list, input->form, input->form_size);
    }
    if (!well_formed) {
        return xeng__fail_argument(
            error,
            "a '%' in the query or the form to sign has no two hexadecimal digits behind it");
    }
    if (list->text.failed) {
        return xeng__fail_no_memory(error);
    }
    sort(list);
    return XENG_OK;
}

void xeng__oauth1_list_free(xeng__oauth1_list *list)
{
    xeng__buf_free(&list->text);
    xeng__free(list->items);
    list->items = NULL;
    list->count = 0;
    list->capacity = 0;
}
