-- What of libxengage there is to call, and its constants, as the headers have them.
-- Written by bindings/describe/emit_lua.py from api.json; a test compares. Not to be changed by hand.
local ffi = require("ffi")

ffi.cdef([[
typedef struct xeng_login xeng_login;
typedef struct xeng_client xeng_client;
typedef struct xeng_comparison xeng_comparison;
typedef struct xeng_credentials xeng_credentials;
typedef struct xeng_error xeng_error;
typedef struct xeng_job xeng_job;
typedef struct xeng_plan xeng_plan;
typedef struct xeng_piece xeng_piece;
typedef struct xeng_ledger xeng_ledger;
typedef struct xeng_options xeng_options;
typedef struct xeng_request xeng_request;
typedef struct xeng_warnings xeng_warnings;
typedef struct xeng_result xeng_result;
typedef struct xeng_cursor xeng_cursor;
typedef struct xeng_series xeng_series;
typedef struct xeng_table xeng_table;
typedef struct xeng_top xeng_top;
typedef struct xeng_writer xeng_writer;
typedef uint64_t xeng_operation;
typedef uint64_t xeng_node;
typedef int32_t (*xeng_ids_fn)(void *context, uint64_t *ids, size_t capacity, size_t *count);
typedef int32_t (*xeng_journal_fn)(void *context, int32_t what, uint64_t piece, const void *record, size_t size);
typedef void *(*xeng_malloc_fn)(size_t size, void *context);
typedef void *(*xeng_realloc_fn)(void *memory, size_t size, void *context);
typedef void (*xeng_free_fn)(void *memory, void *context);
typedef void (*xeng_log_fn)(void *context, int32_t level, const char *message);
/* arrow.h */
int32_t xeng_table_to_arrow(const xeng_table *table, struct ArrowSchema *schema, struct ArrowArray *array, xeng_error **error);
int32_t xeng_result_to_arrow(const xeng_result *result, size_t grouping, int32_t form, struct ArrowSchema *schema, struct ArrowArray *array, xeng_error **error);
int32_t xeng_table_to_arrow_stream(const xeng_table *table, struct ArrowArrayStream *stream, xeng_error **error);
int32_t xeng_job_to_arrow_stream(xeng_job *job, size_t grouping, int32_t form, struct ArrowArrayStream *stream, xeng_error **error);
/* auth.h */
int32_t xeng_auth_bearer(xeng_client *client, const xeng_credentials *app, xeng_credentials **bearer, xeng_error **error);
int32_t xeng_auth_login_begin(xeng_client *client, const xeng_credentials *app, const char *callback, xeng_login **login, xeng_error **error);
const char *xeng_login_url(const xeng_login *login);
int32_t xeng_auth_login_finish(xeng_client *client, xeng_login *login, const char *answer, xeng_credentials **user, xeng_error **error);
const char *xeng_login_screen_name(const xeng_login *login);
xeng_login *xeng_login_ref(xeng_login *login);
void xeng_login_unref(xeng_login *login);
int32_t xeng_auth_invalidate(xeng_client *client, const xeng_credentials *token, const xeng_credentials *app, xeng_error **error);
/* client.h */
int32_t xeng_client_new(const xeng_options *options, xeng_client **client, xeng_error **error);
xeng_client *xeng_client_ref(xeng_client *client);
void xeng_client_unref(xeng_client *client);
int32_t xeng_client_fetch(xeng_client *client, const xeng_credentials *credentials, const xeng_request *request, xeng_result **result, xeng_error **error);
int32_t xeng_client_submit(xeng_client *client, const xeng_credentials *credentials, const xeng_request *request, xeng_operation *operation, xeng_error **error);
int32_t xeng_client_wait(xeng_client *client, xeng_operation operation, xeng_result **result, xeng_error **error);
int32_t xeng_client_fd(const xeng_client *client);
int32_t xeng_client_dispatch(xeng_client *client, int32_t timeout_ms, xeng_error **error);
int32_t xeng_client_next_completion(xeng_client *client, xeng_operation *operation, xeng_result **result, xeng_error **error);
void xeng_client_cancel(xeng_client *client, xeng_operation operation);
void xeng_client_cancel_all(xeng_client *client);
/* comparison.h */
int32_t xeng_comparison_new(const xeng_result *before, const xeng_result *after, xeng_comparison **comparison, xeng_error **error);
xeng_comparison *xeng_comparison_ref(xeng_comparison *comparison);
void xeng_comparison_unref(xeng_comparison *comparison);
size_t xeng_comparison_metric_count(const xeng_comparison *comparison);
int32_t xeng_comparison_metric_at(const xeng_comparison *comparison, size_t index);
size_t xeng_comparison_id_count(const xeng_comparison *comparison);
uint64_t xeng_comparison_id_at(const xeng_comparison *comparison, size_t index);
int32_t xeng_comparison_before(const xeng_comparison *comparison, uint64_t id, int32_t metric, int64_t *value);
int32_t xeng_comparison_after(const xeng_comparison *comparison, uint64_t id, int32_t metric, int64_t *value);
int32_t xeng_comparison_change(const xeng_comparison *comparison, uint64_t id, int32_t metric, double *change);
size_t xeng_comparison_compared(const xeng_comparison *comparison, int32_t metric);
/* credentials.h */
int32_t xeng_credentials_new_user(const char *consumer_key, const char *consumer_secret, const char *access_token, const char *access_token_secret, xeng_credentials **credentials, xeng_error **error);
int32_t xeng_credentials_new_app(const char *consumer_key, const char *consumer_secret, xeng_credentials **credentials, xeng_error **error);
int32_t xeng_credentials_new_bearer(const char *bearer_token, xeng_credentials **credentials, xeng_error **error);
int32_t xeng_credentials_from_env(xeng_credentials **credentials, xeng_error **error);
int32_t xeng_credentials_from_file(const char *path, xeng_credentials **credentials, xeng_error **error);
int32_t xeng_credentials_save(const xeng_credentials *credentials, const char *path, xeng_error **error);
int32_t xeng_credentials_to_json(const xeng_credentials *credentials, char **json, xeng_error **error);
xeng_credentials *xeng_credentials_ref(xeng_credentials *credentials);
void xeng_credentials_unref(xeng_credentials *credentials);
int32_t xeng_credentials_kind(const xeng_credentials *credentials);
uint64_t xeng_credentials_user_id(const xeng_credentials *credentials);
/* error.h */
xeng_error *xeng_error_ref(xeng_error *error);
void xeng_error_unref(xeng_error *error);
int32_t xeng_error_code(const xeng_error *error);
const char *xeng_error_message(const xeng_error *error);
const char *xeng_error_code_name(int32_t code);
int32_t xeng_error_rule(const xeng_error *error);
const char *xeng_error_rule_name(int32_t rule);
int64_t xeng_error_limit(const xeng_error *error);
const char *xeng_error_value(const xeng_error *error);
int32_t xeng_error_http_status(const xeng_error *error);
size_t xeng_error_server_message_count(const xeng_error *error);
const char *xeng_error_server_message(const xeng_error *error, size_t index);
size_t xeng_error_id_count(const xeng_error *error);
uint64_t xeng_error_id_at(const xeng_error *error, size_t index);
int64_t xeng_error_retry_at(const xeng_error *error);
uint32_t xeng_error_attempts(const xeng_error *error);
/* job.h */
int32_t xeng_job_new(xeng_client *client, const xeng_request *request, xeng_job **job, xeng_error **error);
xeng_job *xeng_job_ref(xeng_job *job);
void xeng_job_unref(xeng_job *job);
int32_t xeng_job_set_window(xeng_job *job, int64_t start, int64_t end, xeng_error **error);
int32_t xeng_job_set_window_text(xeng_job *job, const char *start, const char *end, xeng_error **error);
int32_t xeng_job_add_credentials(xeng_job *job, const xeng_credentials *credentials, uint32_t *account, xeng_error **error);
int32_t xeng_job_add_ids(xeng_job *job, uint32_t account, const uint64_t *ids, size_t count, xeng_error **error);
int32_t xeng_job_add_ids_from(xeng_job *job, uint32_t account, xeng_ids_fn next, void *context, xeng_error **error);
int32_t xeng_job_add_ids_file(xeng_job *job, uint32_t account, const char *path, int32_t format, const char *field, xeng_error **error);
int32_t xeng_job_set_share(xeng_job *job, uint32_t index, uint32_t count, xeng_error **error);
void xeng_job_set_ordered(xeng_job *job, int32_t on);
void xeng_job_set_leave_out_old(xeng_job *job, int32_t on);
void xeng_job_set_patience_ms(xeng_job *job, uint32_t patience_ms);
int32_t xeng_job_set_temporary_folder(xeng_job *job, const char *path, xeng_error **error);
int32_t xeng_job_set_journal(xeng_job *job, const char *path, xeng_error **error);
void xeng_job_set_journal_fn(xeng_job *job, xeng_journal_fn keep, void *context);
int32_t xeng_job_replay(xeng_job *job, const void *record, size_t size, xeng_error **error);
int32_t xeng_job_begin(xeng_job *job, xeng_error **error);
int32_t xeng_job_plan(xeng_job *job, xeng_plan **plan, xeng_error **error);
int32_t xeng_job_next(xeng_job *job, int32_t timeout_ms, xeng_piece **piece, xeng_error **error);
int32_t xeng_job_ack(xeng_job *job, const xeng_piece *piece, uint64_t mark, xeng_error **error);
uint64_t xeng_job_mark(const xeng_job *job);
int32_t xeng_job_collect(xeng_job *job, xeng_result **result, xeng_error **error);
int32_t xeng_job_sums(xeng_job *job, xeng_result **result, xeng_error **error);
void xeng_job_stop(xeng_job *job);
void xeng_job_cancel(xeng_job *job);
int32_t xeng_job_state(const xeng_job *job);
uint64_t xeng_job_figure(const xeng_job *job, int32_t figure);
uint64_t xeng_job_state_count(const xeng_job *job, int32_t state);
int32_t xeng_job_waiting(const xeng_job *job, int64_t *until);
int32_t xeng_job_id_at(const xeng_job *job, uint64_t index, uint64_t *id, uint32_t *account, int32_t *state, int32_t *reason, xeng_error **error);
const char *xeng_job_reason(const xeng_job *job, uint32_t account, int32_t reason);
const xeng_error *xeng_job_account_error(const xeng_job *job, uint32_t account);
const char *xeng_job_journal_note(const xeng_job *job);
xeng_plan *xeng_plan_ref(xeng_plan *plan);
void xeng_plan_unref(xeng_plan *plan);
uint64_t xeng_plan_ids_given(const xeng_plan *plan);
uint64_t xeng_plan_ids(const xeng_plan *plan);
uint64_t xeng_plan_pieces(const xeng_plan *plan);
uint64_t xeng_plan_pieces_done(const xeng_plan *plan);
uint64_t xeng_plan_requests(const xeng_plan *plan);
uint64_t xeng_plan_requests_left(const xeng_plan *plan);
size_t xeng_plan_windows(const xeng_plan *plan);
int32_t xeng_plan_window_at(const xeng_plan *plan, size_t index, int64_t *start, int64_t *end);
uint64_t xeng_plan_seconds(const xeng_plan *plan, uint32_t per_minute);
xeng_piece *xeng_piece_ref(xeng_piece *piece);
void xeng_piece_unref(xeng_piece *piece);
uint64_t xeng_piece_number(const xeng_piece *piece);
uint32_t xeng_piece_account(const xeng_piece *piece);
int32_t xeng_piece_is_finished(const xeng_piece *piece);
const xeng_result *xeng_piece_result(const xeng_piece *piece);
size_t xeng_piece_id_count(const xeng_piece *piece);
uint64_t xeng_piece_id_at(const xeng_piece *piece, size_t index);
int32_t xeng_piece_id_state(const xeng_piece *piece, size_t index);
uint32_t xeng_piece_id_unsupported(const xeng_piece *piece, size_t index);
int32_t xeng_piece_id_reason(const xeng_piece *piece, size_t index);
const char *xeng_piece_id_reason_text(const xeng_piece *piece, size_t index);
/* ledger.h */
int32_t xeng_ledger_open(const char *path, int32_t first_day, xeng_ledger **ledger, xeng_error **error);
xeng_ledger *xeng_ledger_ref(xeng_ledger *ledger);
void xeng_ledger_unref(xeng_ledger *ledger);
void xeng_ledger_set_limit(xeng_ledger *ledger, uint64_t users, int32_t refuse);
int32_t xeng_ledger_count(xeng_ledger *ledger, const xeng_credentials *credentials, xeng_error **error);
int32_t xeng_ledger_users(xeng_ledger *ledger, int64_t time, uint64_t *users, xeng_error **error);
void xeng_options_set_ledger(xeng_options *options, xeng_ledger *ledger);
/* memory.h */
void xeng_free(void *memory);
void xeng_free_secret(char *text);
int32_t xeng_set_allocator(xeng_malloc_fn malloc_fn, xeng_realloc_fn realloc_fn, xeng_free_fn free_fn, void *context);
/* metric.h */
const char *xeng_endpoint_name(int32_t endpoint);
int32_t xeng_endpoint_by_name(const char *name);
size_t xeng_endpoint_max_ids(int32_t endpoint);
size_t xeng_metric_count(void);
int32_t xeng_metric_at(size_t index);
const char *xeng_metric_name(int32_t metric);
int32_t xeng_metric_by_name(const char *name);
int32_t xeng_metric_on_endpoint(int32_t metric, int32_t endpoint);
int32_t xeng_metric_needs_user_context(int32_t metric, int32_t endpoint);
const char *xeng_dimension_name(int32_t dimension);
int32_t xeng_dimension_by_name(const char *name);
int32_t xeng_dimension_on_endpoint(int32_t dimension, int32_t endpoint);
/* options.h */
int32_t xeng_options_new(xeng_options **options, xeng_error **error);
xeng_options *xeng_options_ref(xeng_options *options);
void xeng_options_unref(xeng_options *options);
int32_t xeng_options_from_env(xeng_options *options, xeng_error **error);
int32_t xeng_options_set_base_url(xeng_options *options, const char *url, xeng_error **error);
int32_t xeng_options_set_auth_url(xeng_options *options, const char *url, xeng_error **error);
int32_t xeng_options_set_ca_file(xeng_options *options, const char *path, xeng_error **error);
int32_t xeng_options_set_fallback_ca_file(xeng_options *options, const char *path, xeng_error **error);
int32_t xeng_options_set_proxy(xeng_options *options, const char *url, xeng_error **error);
int32_t xeng_options_set_user_agent(xeng_options *options, const char *product, xeng_error **error);
void xeng_options_set_deadline_ms(xeng_options *options, uint32_t deadline_ms);
void xeng_options_set_connect_timeout_ms(xeng_options *options, uint32_t timeout_ms);
void xeng_options_set_stall_timeout_ms(xeng_options *options, uint32_t timeout_ms);
void xeng_options_set_max_attempts(xeng_options *options, uint32_t attempts);
void xeng_options_set_rate_limit(xeng_options *options, uint32_t per_minute);
void xeng_options_set_max_concurrency(xeng_options *options, uint32_t requests);
void xeng_options_set_max_response_bytes(xeng_options *options, size_t bytes);
int32_t xeng_options_set_http_version(xeng_options *options, int32_t version, xeng_error **error);
void xeng_options_set_compress_requests(xeng_options *options, int32_t on);
void xeng_options_set_log(xeng_options *options, int32_t level, xeng_log_fn log, void *context);
/* post.h */
int32_t xeng_post_id_parse(const char *text, uint64_t *id, xeng_error **error);
int64_t xeng_post_created_ms(uint64_t id);
uint64_t xeng_post_first_id_at(int64_t unix_ms);
/* request.h */
int32_t xeng_request_new(int32_t endpoint, const xeng_credentials *credentials, xeng_request **request, xeng_error **error);
xeng_request *xeng_request_ref(xeng_request *request);
void xeng_request_unref(xeng_request *request);
int32_t xeng_request_copy(const xeng_request *request, xeng_request **copy, xeng_error **error);
void xeng_request_set_now(xeng_request *request, int64_t now);
void xeng_request_set_deadline_ms(xeng_request *request, uint32_t deadline_ms);
int32_t xeng_request_add_id(xeng_request *request, uint64_t id, xeng_error **error);
int32_t xeng_request_add_ids(xeng_request *request, const uint64_t *ids, size_t count, xeng_error **error);
int32_t xeng_request_add_id_text(xeng_request *request, const char *text, xeng_error **error);
size_t xeng_request_id_count(const xeng_request *request);
uint64_t xeng_request_id_at(const xeng_request *request, size_t index);
int32_t xeng_request_add_metric(xeng_request *request, int32_t metric, xeng_error **error);
int32_t xeng_request_add_metric_name(xeng_request *request, const char *name, xeng_error **error);
int32_t xeng_request_add_all_metrics(xeng_request *request, xeng_error **error);
int32_t xeng_request_add_grouping(xeng_request *request, const char *name, const int32_t *dimensions, size_t count, xeng_error **error);
int32_t xeng_request_add_grouping_text(xeng_request *request, const char *name, const char *dimensions, xeng_error **error);
int32_t xeng_request_set_window(xeng_request *request, int64_t start, int64_t end, xeng_error **error);
int32_t xeng_request_set_window_text(xeng_request *request, const char *start, const char *end, xeng_error **error);
int32_t xeng_request_window(const xeng_request *request, int64_t *start, int64_t *end);
int32_t xeng_request_check(const xeng_request *request, xeng_error **error);
int32_t xeng_request_to_json(const xeng_request *request, char **json, xeng_error **error);
int32_t xeng_request_warnings(const xeng_request *request, xeng_warnings **warnings, xeng_error **error);
xeng_warnings *xeng_warnings_ref(xeng_warnings *warnings);
void xeng_warnings_unref(xeng_warnings *warnings);
size_t xeng_warnings_count(const xeng_warnings *warnings);
int32_t xeng_warnings_code(const xeng_warnings *warnings, size_t index);
const char *xeng_warnings_message(const xeng_warnings *warnings, size_t index);
size_t xeng_warnings_id_count(const xeng_warnings *warnings, size_t index);
uint64_t xeng_warnings_id_at(const xeng_warnings *warnings, size_t index, size_t id_index);
/* result.h */
int32_t xeng_result_from_json(const char *json, size_t size, xeng_result **result, xeng_error **error);
xeng_result *xeng_result_ref(xeng_result *result);
void xeng_result_unref(xeng_result *result);
size_t xeng_result_grouping_count(const xeng_result *result);
const char *xeng_result_grouping_name(const xeng_result *result, size_t grouping);
xeng_node xeng_result_root(const xeng_result *result, size_t grouping);
xeng_node xeng_result_root_by_name(const xeng_result *result, const char *name);
size_t xeng_result_depth(const xeng_result *result, size_t grouping);
int32_t xeng_result_dimension(const xeng_result *result, size_t grouping, size_t level);
size_t xeng_result_leaf_count(const xeng_result *result, size_t grouping);
size_t xeng_result_node_grouping(const xeng_result *result, xeng_node node);
size_t xeng_result_node_level(const xeng_result *result, xeng_node node);
int32_t xeng_result_node_dimension(const xeng_result *result, xeng_node node);
xeng_node xeng_result_parent(const xeng_result *result, xeng_node node);
size_t xeng_result_child_count(const xeng_result *result, xeng_node node);
xeng_node xeng_result_child_at(const xeng_result *result, xeng_node node, size_t index);
xeng_node xeng_result_child(const xeng_result *result, xeng_node node, const char *key);
xeng_node xeng_result_child_by_id(const xeng_result *result, xeng_node node, uint64_t id);
xeng_node xeng_result_child_by_metric(const xeng_result *result, xeng_node node, int32_t metric);
xeng_node xeng_result_child_by_day(const xeng_result *result, xeng_node node, int32_t day);
xeng_node xeng_result_child_by_hour(const xeng_result *result, xeng_node node, int32_t hour);
xeng_node xeng_result_find(const xeng_result *result, xeng_node node, const char *const *keys, size_t count);
const char *xeng_result_key(const xeng_result *result, xeng_node node);
uint64_t xeng_result_key_id(const xeng_result *result, xeng_node node);
int32_t xeng_result_key_metric(const xeng_result *result, xeng_node node);
int32_t xeng_result_key_day(const xeng_result *result, xeng_node node);
int32_t xeng_result_key_hour(const xeng_result *result, xeng_node node);
int32_t xeng_result_value(const xeng_result *result, xeng_node node, int64_t *value);
int32_t xeng_cursor_new(const xeng_result *result, xeng_node node, xeng_cursor **cursor, xeng_error **error);
xeng_cursor *xeng_cursor_ref(xeng_cursor *cursor);
void xeng_cursor_unref(xeng_cursor *cursor);
xeng_node xeng_cursor_next(xeng_cursor *cursor);
xeng_node xeng_cursor_next_leaf(xeng_cursor *cursor);
xeng_node xeng_cursor_skip(xeng_cursor *cursor);
xeng_node xeng_cursor_node(const xeng_cursor *cursor, size_t level);
int32_t xeng_result_window(const xeng_result *result, int64_t *start, int64_t *end);
size_t xeng_result_id_count(const xeng_result *result);
uint64_t xeng_result_id_at(const xeng_result *result, size_t index);
int32_t xeng_result_id_state(const xeng_result *result, uint64_t id);
uint32_t xeng_result_id_unsupported(const xeng_result *result, uint64_t id);
size_t xeng_result_message_count(const xeng_result *result);
const char *xeng_result_message(const xeng_result *result, size_t index);
size_t xeng_result_extra_count(const xeng_result *result);
const char *xeng_result_extra_name(const xeng_result *result, size_t index);
const char *xeng_result_extra_json(const xeng_result *result, size_t index);
uint32_t xeng_result_attempts(const xeng_result *result);
int32_t xeng_result_to_json(const xeng_result *result, char **json, xeng_error **error);
int32_t xeng_result_merge(const xeng_result *const *results, size_t count, xeng_result **merged, xeng_error **error);
int32_t xeng_result_post_value(const xeng_result *result, uint64_t id, int32_t metric, int64_t *value);
int32_t xeng_result_engagement_rate(const xeng_result *result, uint64_t id, double *rate);
const char *xeng_id_state_name(int32_t state);
int32_t xeng_result_total(const xeng_result *result, int32_t metric, int64_t *value);
int32_t xeng_result_total_rate(const xeng_result *result, double *rate);
/* series.h */
int32_t xeng_series_new(int32_t metric, int32_t step, int32_t utc_offset_s, xeng_series **series, xeng_error **error);
xeng_series *xeng_series_ref(xeng_series *series);
void xeng_series_unref(xeng_series *series);
int32_t xeng_series_add(xeng_series *series, const xeng_result *result, uint64_t id, xeng_error **error);
size_t xeng_series_count(const xeng_series *series);
const int64_t *xeng_series_times(const xeng_series *series);
const int64_t *xeng_series_values(const xeng_series *series);
int32_t xeng_series_state_at(const xeng_series *series, size_t index);
uint32_t xeng_series_covered_s(const xeng_series *series, size_t index);
int64_t xeng_series_total(const xeng_series *series);
/* table.h */
int32_t xeng_table_new(const xeng_result *result, size_t grouping, int32_t form, xeng_table **table, xeng_error **error);
int32_t xeng_table_of_piece(const xeng_piece *piece, size_t grouping, int32_t form, xeng_table **table, xeng_error **error);
int32_t xeng_table_of_ids(const xeng_result *result, xeng_table **table, xeng_error **error);
int32_t xeng_table_of_piece_ids(const xeng_piece *piece, xeng_table **table, xeng_error **error);
xeng_table *xeng_table_ref(xeng_table *table);
void xeng_table_unref(xeng_table *table);
size_t xeng_table_row_count(const xeng_table *table);
size_t xeng_table_column_count(const xeng_table *table);
size_t xeng_table_column_by_name(const xeng_table *table, const char *name);
const char *xeng_table_column_name(const xeng_table *table, size_t column);
int32_t xeng_table_column_type(const xeng_table *table, size_t column);
int32_t xeng_table_column_metric(const xeng_table *table, size_t column);
const void *xeng_table_column_data(const xeng_table *table, size_t column);
const uint8_t *xeng_table_column_validity(const xeng_table *table, size_t column);
size_t xeng_table_column_null_count(const xeng_table *table, size_t column);
size_t xeng_table_word_count(const xeng_table *table, size_t column);
const char *xeng_table_word(const xeng_table *table, size_t column, size_t word);
const int64_t *xeng_table_ids(const xeng_table *table);
const int32_t *xeng_table_metrics(const xeng_table *table);
const int64_t *xeng_table_times(const xeng_table *table);
const int64_t *xeng_table_values(const xeng_table *table);
/* top.h */
int32_t xeng_top_new(int32_t by, size_t most, xeng_top **top, xeng_error **error);
xeng_top *xeng_top_ref(xeng_top *top);
void xeng_top_unref(xeng_top *top);
int32_t xeng_top_add(xeng_top *top, const xeng_result *result, xeng_error **error);
size_t xeng_top_count(const xeng_top *top);
uint64_t xeng_top_id_at(xeng_top *top, size_t rank);
int64_t xeng_top_value_at(xeng_top *top, size_t rank);
double xeng_top_rate_at(xeng_top *top, size_t rank);
/* version.h */
const char *xeng_version(void);
uint32_t xeng_version_number(void);
/* writer.h */
int32_t xeng_writer_new(const xeng_request *request, int32_t format, int32_t form, uint32_t flags, xeng_writer **writer, xeng_error **error);
int32_t xeng_writer_new_for_result(const xeng_result *result, int32_t format, int32_t form, uint32_t flags, xeng_writer **writer, xeng_error **error);
xeng_writer *xeng_writer_ref(xeng_writer *writer);
void xeng_writer_unref(xeng_writer *writer);
int32_t xeng_writer_add_result(xeng_writer *writer, const xeng_result *result, xeng_error **error);
int32_t xeng_writer_add_piece(xeng_writer *writer, const xeng_piece *piece, xeng_error **error);
int32_t xeng_writer_flush(xeng_writer *writer, xeng_error **error);
int32_t xeng_writer_finish(xeng_writer *writer, xeng_error **error);
int32_t xeng_writer_next(xeng_writer *writer, const void **bytes, size_t *size, xeng_error **error);
]])

return {
    ARROW_FLAG_DICTIONARY_ORDERED = 1,
    ARROW_FLAG_NULLABLE = 2,
    ARROW_FLAG_MAP_KEYS_SORTED = 4,
    XENG_LOGIN_CALLBACK_PIN = "oob",
    XENG_OPERATION_NONE = 0,
    XENG_CREDENTIALS_USER = 1,
    XENG_CREDENTIALS_APP = 2,
    XENG_CREDENTIALS_BEARER = 3,
    XENG_OK = 0,
    XENG_ERROR_INVALID_ARGUMENT = 100,
    XENG_ERROR_RULE = 110,
    XENG_ERROR_STATE = 120,
    XENG_ERROR_FORKED = 130,
    XENG_ERROR_NO_MEMORY = 200,
    XENG_ERROR_SYSTEM = 210,
    XENG_ERROR_CREDENTIALS_FILE = 220,
    XENG_ERROR_CRYPTO = 230,
    XENG_ERROR_JOURNAL = 240,
    XENG_ERROR_INPUT = 250,
    XENG_ERROR_LEDGER = 260,
    XENG_ERROR_LEDGER_LIMIT = 270,
    XENG_ERROR_NETWORK = 300,
    XENG_ERROR_DNS = 310,
    XENG_ERROR_TLS = 320,
    XENG_ERROR_DEADLINE = 330,
    XENG_ERROR_CANCELLED = 340,
    XENG_ERROR_PROTOCOL = 350,
    XENG_ERROR_TOO_LARGE = 360,
    XENG_ERROR_REDIRECT = 370,
    XENG_ERROR_BAD_REQUEST = 400,
    XENG_ERROR_UNAUTHORIZED = 410,
    XENG_ERROR_FORBIDDEN_POSTS = 420,
    XENG_ERROR_FORBIDDEN_METRICS = 430,
    XENG_ERROR_FORBIDDEN = 440,
    XENG_ERROR_NOT_FOUND = 450,
    XENG_ERROR_UNAVAILABLE_POSTS = 460,
    XENG_ERROR_UNSUPPORTED_POSTS = 470,
    XENG_ERROR_RATE_LIMITED = 480,
    XENG_ERROR_REFUSED = 490,
    XENG_ERROR_SERVER = 500,
    XENG_RULE_NONE = 0,
    XENG_RULE_TOO_MANY_IDS = 10,
    XENG_RULE_BAD_ID = 20,
    XENG_RULE_NO_IDS = 30,
    XENG_RULE_UNKNOWN_METRIC = 40,
    XENG_RULE_METRIC_NOT_ON_ENDPOINT = 50,
    XENG_RULE_METRIC_NEEDS_USER_CONTEXT = 60,
    XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT = 70,
    XENG_RULE_NO_METRICS = 80,
    XENG_RULE_TOO_MANY_GROUPINGS = 90,
    XENG_RULE_BAD_GROUPING_NAME = 100,
    XENG_RULE_RESERVED_GROUPING_NAME = 110,
    XENG_RULE_DUPLICATE_GROUPING_NAME = 120,
    XENG_RULE_UNKNOWN_DIMENSION = 130,
    XENG_RULE_DIMENSION_NOT_ON_ENDPOINT = 140,
    XENG_RULE_BAD_DIMENSIONS = 150,
    XENG_RULE_FOUR_DIMENSION_ORDER = 160,
    XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING = 170,
    XENG_RULE_NO_GROUPINGS = 180,
    XENG_RULE_WINDOW_NOT_ON_ENDPOINT = 190,
    XENG_RULE_WINDOW_TOO_LONG = 200,
    XENG_RULE_WINDOW_EMPTY = 210,
    XENG_RULE_WINDOW_IN_FUTURE = 220,
    XENG_RULE_WINDOW_TOO_EARLY = 230,
    XENG_RULE_BAD_TIME = 240,
    XENG_RULE_UNKNOWN_ENDPOINT = 250,
    XENG_IDS_AUTO = 0,
    XENG_IDS_PLAIN = 10,
    XENG_IDS_CSV = 20,
    XENG_IDS_JSON_LINES = 30,
    XENG_JOB_OPEN = 0,
    XENG_JOB_COMPLETE = 10,
    XENG_JOB_STOPPED = 20,
    XENG_WAIT_NONE = 0,
    XENG_WAIT_RATE_LIMIT = 10,
    XENG_WAIT_OUTAGE = 20,
    XENG_FIGURE_IDS = 10,
    XENG_FIGURE_IDS_SETTLED = 20,
    XENG_FIGURE_PIECES = 30,
    XENG_FIGURE_PIECES_DONE = 40,
    XENG_FIGURE_REQUESTS = 50,
    XENG_FIGURE_RETRIES = 60,
    XENG_FIGURE_IN_FLIGHT = 70,
    XENG_FIGURE_BYTES_SENT = 80,
    XENG_FIGURE_BYTES_RECEIVED = 90,
    XENG_FIGURE_RATE_LIMIT = 100,
    XENG_FIGURE_REQUESTS_LEFT = 110,
    XENG_JOURNAL_KEEP = 10,
    XENG_JOURNAL_DONE = 20,
    XENG_ENDPOINT_TOTALS = 1,
    XENG_ENDPOINT_28HR = 2,
    XENG_ENDPOINT_HISTORICAL = 3,
    XENG_METRIC_IMPRESSIONS = 10,
    XENG_METRIC_ENGAGEMENTS = 20,
    XENG_METRIC_FAVORITES = 30,
    XENG_METRIC_RETWEETS = 40,
    XENG_METRIC_QUOTE_TWEETS = 50,
    XENG_METRIC_REPLIES = 60,
    XENG_METRIC_VIDEO_VIEWS = 70,
    XENG_METRIC_MEDIA_VIEWS = 80,
    XENG_METRIC_MEDIA_ENGAGEMENTS = 90,
    XENG_METRIC_URL_CLICKS = 100,
    XENG_METRIC_HASHTAG_CLICKS = 110,
    XENG_METRIC_DETAIL_EXPANDS = 120,
    XENG_METRIC_PERMALINK_CLICKS = 130,
    XENG_METRIC_APP_INSTALL_ATTEMPTS = 140,
    XENG_METRIC_APP_OPENS = 150,
    XENG_METRIC_EMAIL_TWEET = 160,
    XENG_METRIC_USER_FOLLOWS = 170,
    XENG_METRIC_USER_PROFILE_CLICKS = 180,
    XENG_DIMENSION_OTHER = 0,
    XENG_DIMENSION_TWEET_ID = 1,
    XENG_DIMENSION_ENGAGEMENT_TYPE = 2,
    XENG_DIMENSION_ENGAGEMENT_DAY = 3,
    XENG_DIMENSION_ENGAGEMENT_HOUR = 4,
    XENG_LOG_OFF = 0,
    XENG_LOG_ERROR = 10,
    XENG_LOG_WARN = 20,
    XENG_LOG_INFO = 30,
    XENG_LOG_DEBUG = 40,
    XENG_LOG_TRACE = 50,
    XENG_HTTP_AUTO = 0,
    XENG_HTTP_1_1 = 1,
    XENG_POST_CREATED_UNKNOWN = 0,
    XENG_TIME_UNSET = -9223372036854775807LL - 1,
    XENG_MAX_GROUPINGS = 3,
    XENG_MAX_DIMENSIONS = 4,
    XENG_MAX_WINDOW_HOURS = 672,
    XENG_MAX_GROUPING_NAME = 256,
    XENG_WARNING_IMPRESSIONS_AGE = 10,
    XENG_WARNING_VIDEO_VIEWS_AGE = 20,
    XENG_WARNING_WINDOW_AGE = 30,
    XENG_WARNING_ZERO_BEFORE_2015_09_15 = 40,
    XENG_NODE_NONE = 0,
    XENG_DAY_NONE = -2147483648,
    XENG_VALUE_DELIVERED = 1,
    XENG_VALUE_NOT_DELIVERED = 0,
    XENG_VALUE_NO_LEAF = -1,
    XENG_ID_DELIVERED = 10,
    XENG_ID_UNAVAILABLE = 20,
    XENG_ID_FORBIDDEN = 30,
    XENG_ID_UNSUPPORTED = 40,
    XENG_ID_MISSING = 50,
    XENG_ID_FAILED = 60,
    XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS = 1,
    XENG_UNSUPPORTED_VIDEO_VIEWS = 2,
    XENG_STEP_HOUR = 10,
    XENG_STEP_DAY = 20,
    XENG_STEP_WEEK = 30,
    XENG_ALL_POSTS = 0,
    XENG_FORM_LONG = 10,
    XENG_FORM_WIDE = 20,
    XENG_COLUMN_INT64 = 10,
    XENG_COLUMN_INT8 = 20,
    XENG_COLUMN_DAY = 30,
    XENG_COLUMN_TIME = 40,
    XENG_COLUMN_WORD = 50,
    XENG_TOP_ENGAGEMENT_RATE = 1000,
    XENG_TOP_MAX = 1000000,
    XENG_VERSION_MAJOR = 0,
    XENG_VERSION_MINOR = 1,
    XENG_VERSION_PATCH = 0,
    XENG_VERSION_NUMBER = 1000,
    XENG_WRITE_CSV = 10,
    XENG_WRITE_JSON_LINES = 20,
    XENG_WRITE_GZIP = 1,
    XENG_WRITE_NO_HEADER = 2,
}
