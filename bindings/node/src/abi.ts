// What of libxengage there is to call: constants and functions, as the headers have them.
// Made by bindings/describe/emit_node.py from api.json; a test compares. Not to be changed by hand.

/** A pointer to one of the library's objects. */
export type Pointer = bigint;
/** A 64-bit number: koffi gives a number up to 2^53 and a bigint beyond, and takes either. */
export type Wide = number | bigint;

export const ARROW_FLAG_DICTIONARY_ORDERED = 1;
export const ARROW_FLAG_NULLABLE = 2;
export const ARROW_FLAG_MAP_KEYS_SORTED = 4;
export const XENG_LOGIN_CALLBACK_PIN = "oob";
export const XENG_OPERATION_NONE = 0;
export const XENG_CREDENTIALS_USER = 1;
export const XENG_CREDENTIALS_APP = 2;
export const XENG_CREDENTIALS_BEARER = 3;
export const XENG_OK = 0;
export const XENG_ERROR_INVALID_ARGUMENT = 100;
export const XENG_ERROR_RULE = 110;
export const XENG_ERROR_STATE = 120;
export const XENG_ERROR_FORKED = 130;
export const XENG_ERROR_NO_MEMORY = 200;
export const XENG_ERROR_SYSTEM = 210;
export const XENG_ERROR_CREDENTIALS_FILE = 220;
export const XENG_ERROR_CRYPTO = 230;
export const XENG_ERROR_JOURNAL = 240;
export const XENG_ERROR_INPUT = 250;
export const XENG_ERROR_LEDGER = 260;
export const XENG_ERROR_LEDGER_LIMIT = 270;
export const XENG_ERROR_NETWORK = 300;
export const XENG_ERROR_DNS = 310;
export const XENG_ERROR_TLS = 320;
export const XENG_ERROR_DEADLINE = 330;
export const XENG_ERROR_CANCELLED = 340;
export const XENG_ERROR_PROTOCOL = 350;
export const XENG_ERROR_TOO_LARGE = 360;
export const XENG_ERROR_REDIRECT = 370;
export const XENG_ERROR_BAD_REQUEST = 400;
export const XENG_ERROR_UNAUTHORIZED = 410;
export const XENG_ERROR_FORBIDDEN_POSTS = 420;
export const XENG_ERROR_FORBIDDEN_METRICS = 430;
export const XENG_ERROR_FORBIDDEN = 440;
export const XENG_ERROR_NOT_FOUND = 450;
export const XENG_ERROR_UNAVAILABLE_POSTS = 460;
export const XENG_ERROR_UNSUPPORTED_POSTS = 470;
export const XENG_ERROR_RATE_LIMITED = 480;
export const XENG_ERROR_REFUSED = 490;
export const XENG_ERROR_SERVER = 500;
export const XENG_RULE_NONE = 0;
export const XENG_RULE_TOO_MANY_IDS = 10;
export const XENG_RULE_BAD_ID = 20;
export const XENG_RULE_NO_IDS = 30;
export const XENG_RULE_UNKNOWN_METRIC = 40;
export const XENG_RULE_METRIC_NOT_ON_ENDPOINT = 50;
export const XENG_RULE_METRIC_NEEDS_USER_CONTEXT = 60;
export const XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT = 70;
export const XENG_RULE_NO_METRICS = 80;
export const XENG_RULE_TOO_MANY_GROUPINGS = 90;
export const XENG_RULE_BAD_GROUPING_NAME = 100;
export const XENG_RULE_RESERVED_GROUPING_NAME = 110;
export const XENG_RULE_DUPLICATE_GROUPING_NAME = 120;
export const XENG_RULE_UNKNOWN_DIMENSION = 130;
export const XENG_RULE_DIMENSION_NOT_ON_ENDPOINT = 140;
export const XENG_RULE_BAD_DIMENSIONS = 150;
export const XENG_RULE_FOUR_DIMENSION_ORDER = 160;
export const XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING = 170;
export const XENG_RULE_NO_GROUPINGS = 180;
export const XENG_RULE_WINDOW_NOT_ON_ENDPOINT = 190;
export const XENG_RULE_WINDOW_TOO_LONG = 200;
export const XENG_RULE_WINDOW_EMPTY = 210;
export const XENG_RULE_WINDOW_IN_FUTURE = 220;
export const XENG_RULE_WINDOW_TOO_EARLY = 230;
export const XENG_RULE_BAD_TIME = 240;
export const XENG_RULE_UNKNOWN_ENDPOINT = 250;
export const XENG_IDS_AUTO = 0;
export const XENG_IDS_PLAIN = 10;
export const XENG_IDS_CSV = 20;
export const XENG_IDS_JSON_LINES = 30;
export const XENG_JOB_OPEN = 0;
export const XENG_JOB_COMPLETE = 10;
export const XENG_JOB_STOPPED = 20;
export const XENG_WAIT_NONE = 0;
export const XENG_WAIT_RATE_LIMIT = 10;
export const XENG_WAIT_OUTAGE = 20;
export const XENG_FIGURE_IDS = 10;
export const XENG_FIGURE_IDS_SETTLED = 20;
export const XENG_FIGURE_PIECES = 30;
export const XENG_FIGURE_PIECES_DONE = 40;
export const XENG_FIGURE_REQUESTS = 50;
export const XENG_FIGURE_RETRIES = 60;
export const XENG_FIGURE_IN_FLIGHT = 70;
export const XENG_FIGURE_BYTES_SENT = 80;
export const XENG_FIGURE_BYTES_RECEIVED = 90;
export const XENG_FIGURE_RATE_LIMIT = 100;
export const XENG_FIGURE_REQUESTS_LEFT = 110;
export const XENG_JOURNAL_KEEP = 10;
export const XENG_JOURNAL_DONE = 20;
export const XENG_ENDPOINT_TOTALS = 1;
export const XENG_ENDPOINT_28HR = 2;
export const XENG_ENDPOINT_HISTORICAL = 3;
export const XENG_METRIC_IMPRESSIONS = 10;
export const XENG_METRIC_ENGAGEMENTS = 20;
export const XENG_METRIC_FAVORITES = 30;
export const XENG_METRIC_RETWEETS = 40;
export const XENG_METRIC_QUOTE_TWEETS = 50;
export const XENG_METRIC_REPLIES = 60;
export const XENG_METRIC_VIDEO_VIEWS = 70;
export const XENG_METRIC_MEDIA_VIEWS = 80;
export const XENG_METRIC_MEDIA_ENGAGEMENTS = 90;
export const XENG_METRIC_URL_CLICKS = 100;
export const XENG_METRIC_HASHTAG_CLICKS = 110;
export const XENG_METRIC_DETAIL_EXPANDS = 120;
export const XENG_METRIC_PERMALINK_CLICKS = 130;
export const XENG_METRIC_APP_INSTALL_ATTEMPTS = 140;
export const XENG_METRIC_APP_OPENS = 150;
export const XENG_METRIC_EMAIL_TWEET = 160;
export const XENG_METRIC_USER_FOLLOWS = 170;
export const XENG_METRIC_USER_PROFILE_CLICKS = 180;
export const XENG_DIMENSION_OTHER = 0;
export const XENG_DIMENSION_TWEET_ID = 1;
export const XENG_DIMENSION_ENGAGEMENT_TYPE = 2;
export const XENG_DIMENSION_ENGAGEMENT_DAY = 3;
export const XENG_DIMENSION_ENGAGEMENT_HOUR = 4;
export const XENG_LOG_OFF = 0;
export const XENG_LOG_ERROR = 10;
export const XENG_LOG_WARN = 20;
export const XENG_LOG_INFO = 30;
export const XENG_LOG_DEBUG = 40;
export const XENG_LOG_TRACE = 50;
export const XENG_HTTP_AUTO = 0;
export const XENG_HTTP_1_1 = 1;
export const XENG_POST_CREATED_UNKNOWN = 0;
export const XENG_TIME_UNSET = -9223372036854775808n;
export const XENG_MAX_GROUPINGS = 3;
export const XENG_MAX_DIMENSIONS = 4;
export const XENG_MAX_WINDOW_HOURS = 672;
export const XENG_MAX_GROUPING_NAME = 256;
export const XENG_WARNING_IMPRESSIONS_AGE = 10;
export const XENG_WARNING_VIDEO_VIEWS_AGE = 20;
export const XENG_WARNING_WINDOW_AGE = 30;
export const XENG_WARNING_ZERO_BEFORE_2015_09_15 = 40;
export const XENG_NODE_NONE = 0;
export const XENG_DAY_NONE = -2147483648;
export const XENG_VALUE_DELIVERED = 1;
export const XENG_VALUE_NOT_DELIVERED = 0;
export const XENG_VALUE_NO_LEAF = -1;
export const XENG_ID_DELIVERED = 10;
export const XENG_ID_UNAVAILABLE = 20;
export const XENG_ID_FORBIDDEN = 30;
export const XENG_ID_UNSUPPORTED = 40;
export const XENG_ID_MISSING = 50;
export const XENG_ID_FAILED = 60;
export const XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS = 1;
export const XENG_UNSUPPORTED_VIDEO_VIEWS = 2;
export const XENG_STEP_HOUR = 10;
export const XENG_STEP_DAY = 20;
export const XENG_STEP_WEEK = 30;
export const XENG_ALL_POSTS = 0;
export const XENG_FORM_LONG = 10;
export const XENG_FORM_WIDE = 20;
export const XENG_COLUMN_INT64 = 10;
export const XENG_COLUMN_INT8 = 20;
export const XENG_COLUMN_DAY = 30;
export const XENG_COLUMN_TIME = 40;
export const XENG_COLUMN_WORD = 50;
export const XENG_TOP_ENGAGEMENT_RATE = 1000;
export const XENG_TOP_MAX = 1000000;
export const XENG_VERSION_MAJOR = 0;
export const XENG_VERSION_MINOR = 1;
export const XENG_VERSION_PATCH = 0;
export const XENG_VERSION_NUMBER = 1000;
export const XENG_WRITE_CSV = 10;
export const XENG_WRITE_JSON_LINES = 20;
export const XENG_WRITE_GZIP = 1;
export const XENG_WRITE_NO_HEADER = 2;

/** The library's functions, as TypeScript calls them. */
export interface Functions {
    xeng_table_to_arrow(this: void, table: Pointer | null, schema: Pointer | null, array: Pointer | null, error: ArrayBufferView | null): number;
    xeng_result_to_arrow(this: void, result: Pointer | null, grouping: Wide, form: number, schema: Pointer | null, array: Pointer | null, error: ArrayBufferView | null): number;
    xeng_table_to_arrow_stream(this: void, table: Pointer | null, stream: Pointer | null, error: ArrayBufferView | null): number;
    xeng_job_to_arrow_stream(this: void, job: Pointer | null, grouping: Wide, form: number, stream: Pointer | null, error: ArrayBufferView | null): number;
    xeng_auth_bearer(this: void, client: Pointer | null, app: Pointer | null, bearer: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_auth_login_begin(this: void, client: Pointer | null, app: Pointer | null, callback: string | null, login: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_login_url(this: void, login: Pointer | null): string | null;
    xeng_auth_login_finish(this: void, client: Pointer | null, login: Pointer | null, answer: string | null, user: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_login_screen_name(this: void, login: Pointer | null): string | null;
    xeng_login_ref(this: void, login: Pointer | null): Pointer | null;
    xeng_login_unref(this: void, login: Pointer | null): void;
    xeng_auth_invalidate(this: void, client: Pointer | null, token: Pointer | null, app: Pointer | null, error: ArrayBufferView | null): number;
    xeng_client_new(this: void, options: Pointer | null, client: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_client_ref(this: void, client: Pointer | null): Pointer | null;
    xeng_client_unref(this: void, client: Pointer | null): void;
    xeng_client_fetch(this: void, client: Pointer | null, credentials: Pointer | null, request: Pointer | null, result: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_client_submit(this: void, client: Pointer | null, credentials: Pointer | null, request: Pointer | null, operation: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_client_wait(this: void, client: Pointer | null, operation: Wide, result: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_client_fd(this: void, client: Pointer | null): number;
    xeng_client_dispatch(this: void, client: Pointer | null, timeoutMs: number, error: ArrayBufferView | null): number;
    xeng_client_next_completion(this: void, client: Pointer | null, operation: ArrayBufferView | null, result: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_client_cancel(this: void, client: Pointer | null, operation: Wide): void;
    xeng_client_cancel_all(this: void, client: Pointer | null): void;
    xeng_comparison_new(this: void, before: Pointer | null, after: Pointer | null, comparison: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_comparison_ref(this: void, comparison: Pointer | null): Pointer | null;
    xeng_comparison_unref(this: void, comparison: Pointer | null): void;
    xeng_comparison_metric_count(this: void, comparison: Pointer | null): Wide;
    xeng_comparison_metric_at(this: void, comparison: Pointer | null, index: Wide): number;
    xeng_comparison_id_count(this: void, comparison: Pointer | null): Wide;
    xeng_comparison_id_at(this: void, comparison: Pointer | null, index: Wide): Wide;
    xeng_comparison_before(this: void, comparison: Pointer | null, id: Wide, metric: number, value: ArrayBufferView | null): number;
    xeng_comparison_after(this: void, comparison: Pointer | null, id: Wide, metric: number, value: ArrayBufferView | null): number;
    xeng_comparison_change(this: void, comparison: Pointer | null, id: Wide, metric: number, change: ArrayBufferView | null): number;
    xeng_comparison_compared(this: void, comparison: Pointer | null, metric: number): Wide;
    xeng_credentials_new_user(this: void, consumerKey: string | null, consumerSecret: string | null, accessToken: string | null, accessTokenSecret: string | null, credentials: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_credentials_new_app(this: void, consumerKey: string | null, consumerSecret: string | null, credentials: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_credentials_new_bearer(this: void, bearerToken: string | null, credentials: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_credentials_from_env(this: void, credentials: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_credentials_from_file(this: void, path: string | null, credentials: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_credentials_save(this: void, credentials: Pointer | null, path: string | null, error: ArrayBufferView | null): number;
    xeng_credentials_to_json(this: void, credentials: Pointer | null, json: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_credentials_ref(this: void, credentials: Pointer | null): Pointer | null;
    xeng_credentials_unref(this: void, credentials: Pointer | null): void;
    xeng_credentials_kind(this: void, credentials: Pointer | null): number;
    xeng_credentials_user_id(this: void, credentials: Pointer | null): Wide;
    xeng_error_ref(this: void, error: Pointer | null): Pointer | null;
    xeng_error_unref(this: void, error: Pointer | null): void;
    xeng_error_code(this: void, error: Pointer | null): number;
    xeng_error_message(this: void, error: Pointer | null): string | null;
    xeng_error_code_name(this: void, code: number): string | null;
    xeng_error_rule(this: void, error: Pointer | null): number;
    xeng_error_rule_name(this: void, rule: number): string | null;
    xeng_error_limit(this: void, error: Pointer | null): Wide;
    xeng_error_value(this: void, error: Pointer | null): string | null;
    xeng_error_http_status(this: void, error: Pointer | null): number;
    xeng_error_server_message_count(this: void, error: Pointer | null): Wide;
    xeng_error_server_message(this: void, error: Pointer | null, index: Wide): string | null;
    xeng_error_id_count(this: void, error: Pointer | null): Wide;
    xeng_error_id_at(this: void, error: Pointer | null, index: Wide): Wide;
    xeng_error_retry_at(this: void, error: Pointer | null): Wide;
    xeng_error_attempts(this: void, error: Pointer | null): number;
    xeng_job_new(this: void, client: Pointer | null, request: Pointer | null, job: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_job_ref(this: void, job: Pointer | null): Pointer | null;
    xeng_job_unref(this: void, job: Pointer | null): void;
    xeng_job_set_window(this: void, job: Pointer | null, start: Wide, end: Wide, error: ArrayBufferView | null): number;
    xeng_job_set_window_text(this: void, job: Pointer | null, start: string | null, end: string | null, error: ArrayBufferView | null): number;
    xeng_job_add_credentials(this: void, job: Pointer | null, credentials: Pointer | null, account: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_job_add_ids(this: void, job: Pointer | null, account: number, ids: ArrayBufferView | null, count: Wide, error: ArrayBufferView | null): number;
    xeng_job_add_ids_from(this: void, job: Pointer | null, account: number, next: Pointer | null, context: Pointer | ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_job_add_ids_file(this: void, job: Pointer | null, account: number, path: string | null, format: number, field: string | null, error: ArrayBufferView | null): number;
    xeng_job_set_share(this: void, job: Pointer | null, index: number, count: number, error: ArrayBufferView | null): number;
    xeng_job_set_ordered(this: void, job: Pointer | null, on: number): void;
    xeng_job_set_leave_out_old(this: void, job: Pointer | null, on: number): void;
    xeng_job_set_patience_ms(this: void, job: Pointer | null, patienceMs: number): void;
    xeng_job_set_temporary_folder(this: void, job: Pointer | null, path: string | null, error: ArrayBufferView | null): number;
    xeng_job_set_journal(this: void, job: Pointer | null, path: string | null, error: ArrayBufferView | null): number;
    xeng_job_set_journal_fn(this: void, job: Pointer | null, keep: Pointer | null, context: Pointer | ArrayBufferView | null): void;
    xeng_job_replay(this: void, job: Pointer | null, record: Pointer | ArrayBufferView | null, size: Wide, error: ArrayBufferView | null): number;
    xeng_job_begin(this: void, job: Pointer | null, error: ArrayBufferView | null): number;
    xeng_job_plan(this: void, job: Pointer | null, plan: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_job_next(this: void, job: Pointer | null, timeoutMs: number, piece: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_job_ack(this: void, job: Pointer | null, piece: Pointer | null, mark: Wide, error: ArrayBufferView | null): number;
    xeng_job_mark(this: void, job: Pointer | null): Wide;
    xeng_job_collect(this: void, job: Pointer | null, result: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_job_sums(this: void, job: Pointer | null, result: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_job_stop(this: void, job: Pointer | null): void;
    xeng_job_cancel(this: void, job: Pointer | null): void;
    xeng_job_state(this: void, job: Pointer | null): number;
    xeng_job_figure(this: void, job: Pointer | null, figure: number): Wide;
    xeng_job_state_count(this: void, job: Pointer | null, state: number): Wide;
    xeng_job_waiting(this: void, job: Pointer | null, until: ArrayBufferView | null): number;
    xeng_job_id_at(this: void, job: Pointer | null, index: Wide, id: ArrayBufferView | null, account: ArrayBufferView | null, state: ArrayBufferView | null, reason: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_job_reason(this: void, job: Pointer | null, account: number, reason: number): string | null;
    xeng_job_account_error(this: void, job: Pointer | null, account: number): Pointer | null;
    xeng_job_journal_note(this: void, job: Pointer | null): string | null;
    xeng_plan_ref(this: void, plan: Pointer | null): Pointer | null;
    xeng_plan_unref(this: void, plan: Pointer | null): void;
    xeng_plan_ids_given(this: void, plan: Pointer | null): Wide;
    xeng_plan_ids(this: void, plan: Pointer | null): Wide;
    xeng_plan_pieces(this: void, plan: Pointer | null): Wide;
    xeng_plan_pieces_done(this: void, plan: Pointer | null): Wide;
    xeng_plan_requests(this: void, plan: Pointer | null): Wide;
    xeng_plan_requests_left(this: void, plan: Pointer | null): Wide;
    xeng_plan_windows(this: void, plan: Pointer | null): Wide;
    xeng_plan_window_at(this: void, plan: Pointer | null, index: Wide, start: ArrayBufferView | null, end: ArrayBufferView | null): number;
    xeng_plan_seconds(this: void, plan: Pointer | null, perMinute: number): Wide;
    xeng_piece_ref(this: void, piece: Pointer | null): Pointer | null;
    xeng_piece_unref(this: void, piece: Pointer | null): void;
    xeng_piece_number(this: void, piece: Pointer | null): Wide;
    xeng_piece_account(this: void, piece: Pointer | null): number;
    xeng_piece_is_finished(this: void, piece: Pointer | null): number;
    xeng_piece_result(this: void, piece: Pointer | null): Pointer | null;
    xeng_piece_id_count(this: void, piece: Pointer | null): Wide;
    xeng_piece_id_at(this: void, piece: Pointer | null, index: Wide): Wide;
    xeng_piece_id_state(this: void, piece: Pointer | null, index: Wide): number;
    xeng_piece_id_unsupported(this: void, piece: Pointer | null, index: Wide): number;
    xeng_piece_id_reason(this: void, piece: Pointer | null, index: Wide): number;
    xeng_piece_id_reason_text(this: void, piece: Pointer | null, index: Wide): string | null;
    xeng_ledger_open(this: void, path: string | null, firstDay: number, ledger: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_ledger_ref(this: void, ledger: Pointer | null): Pointer | null;
    xeng_ledger_unref(this: void, ledger: Pointer | null): void;
    xeng_ledger_set_limit(this: void, ledger: Pointer | null, users: Wide, refuse: number): void;
    xeng_ledger_count(this: void, ledger: Pointer | null, credentials: Pointer | null, error: ArrayBufferView | null): number;
    xeng_ledger_users(this: void, ledger: Pointer | null, time: Wide, users: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_options_set_ledger(this: void, options: Pointer | null, ledger: Pointer | null): void;
    xeng_free(this: void, memory: Pointer | ArrayBufferView | null): void;
    xeng_free_secret(this: void, text: Pointer | ArrayBufferView | null): void;
    xeng_set_allocator(this: void, mallocFn: Pointer | null, reallocFn: Pointer | null, freeFn: Pointer | null, context: Pointer | ArrayBufferView | null): number;
    xeng_endpoint_name(this: void, endpoint: number): string | null;
    xeng_endpoint_by_name(this: void, name: string | null): number;
    xeng_endpoint_max_ids(this: void, endpoint: number): Wide;
    xeng_metric_count(this: void): Wide;
    xeng_metric_at(this: void, index: Wide): number;
    xeng_metric_name(this: void, metric: number): string | null;
    xeng_metric_by_name(this: void, name: string | null): number;
    xeng_metric_on_endpoint(this: void, metric: number, endpoint: number): number;
    xeng_metric_needs_user_context(this: void, metric: number, endpoint: number): number;
    xeng_dimension_name(this: void, dimension: number): string | null;
    xeng_dimension_by_name(this: void, name: string | null): number;
    xeng_dimension_on_endpoint(this: void, dimension: number, endpoint: number): number;
    xeng_options_new(this: void, options: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_options_ref(this: void, options: Pointer | null): Pointer | null;
    xeng_options_unref(this: void, options: Pointer | null): void;
    xeng_options_from_env(this: void, options: Pointer | null, error: ArrayBufferView | null): number;
    xeng_options_set_base_url(this: void, options: Pointer | null, url: string | null, error: ArrayBufferView | null): number;
    xeng_options_set_auth_url(this: void, options: Pointer | null, url: string | null, error: ArrayBufferView | null): number;
    xeng_options_set_ca_file(this: void, options: Pointer | null, path: string | null, error: ArrayBufferView | null): number;
    xeng_options_set_fallback_ca_file(this: void, options: Pointer | null, path: string | null, error: ArrayBufferView | null): number;
    xeng_options_set_proxy(this: void, options: Pointer | null, url: string | null, error: ArrayBufferView | null): number;
    xeng_options_set_user_agent(this: void, options: Pointer | null, product: string | null, error: ArrayBufferView | null): number;
    xeng_options_set_deadline_ms(this: void, options: Pointer | null, deadlineMs: number): void;
    xeng_options_set_connect_timeout_ms(this: void, options: Pointer | null, timeoutMs: number): void;
    xeng_options_set_stall_timeout_ms(this: void, options: Pointer | null, timeoutMs: number): void;
    xeng_options_set_max_attempts(this: void, options: Pointer | null, attempts: number): void;
    xeng_options_set_rate_limit(this: void, options: Pointer | null, perMinute: number): void;
    xeng_options_set_max_concurrency(this: void, options: Pointer | null, requests: number): void;
    xeng_options_set_max_response_bytes(this: void, options: Pointer | null, bytes: Wide): void;
    xeng_options_set_http_version(this: void, options: Pointer | null, version: number, error: ArrayBufferView | null): number;
    xeng_options_set_compress_requests(this: void, options: Pointer | null, on: number): void;
    xeng_options_set_log(this: void, options: Pointer | null, level: number, log: Pointer | null, context: Pointer | ArrayBufferView | null): void;
    xeng_post_id_parse(this: void, text: string | null, id: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_post_created_ms(this: void, id: Wide): Wide;
    xeng_post_first_id_at(this: void, unixMs: Wide): Wide;
    xeng_request_new(this: void, endpoint: number, credentials: Pointer | null, request: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_request_ref(this: void, request: Pointer | null): Pointer | null;
    xeng_request_unref(this: void, request: Pointer | null): void;
    xeng_request_copy(this: void, request: Pointer | null, copy: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_request_set_now(this: void, request: Pointer | null, now: Wide): void;
    xeng_request_set_deadline_ms(this: void, request: Pointer | null, deadlineMs: number): void;
    xeng_request_add_id(this: void, request: Pointer | null, id: Wide, error: ArrayBufferView | null): number;
    xeng_request_add_ids(this: void, request: Pointer | null, ids: ArrayBufferView | null, count: Wide, error: ArrayBufferView | null): number;
    xeng_request_add_id_text(this: void, request: Pointer | null, text: string | null, error: ArrayBufferView | null): number;
    xeng_request_id_count(this: void, request: Pointer | null): Wide;
    xeng_request_id_at(this: void, request: Pointer | null, index: Wide): Wide;
    xeng_request_add_metric(this: void, request: Pointer | null, metric: number, error: ArrayBufferView | null): number;
    xeng_request_add_metric_name(this: void, request: Pointer | null, name: string | null, error: ArrayBufferView | null): number;
    xeng_request_add_all_metrics(this: void, request: Pointer | null, error: ArrayBufferView | null): number;
    xeng_request_add_grouping(this: void, request: Pointer | null, name: string | null, dimensions: ArrayBufferView | null, count: Wide, error: ArrayBufferView | null): number;
    xeng_request_add_grouping_text(this: void, request: Pointer | null, name: string | null, dimensions: string | null, error: ArrayBufferView | null): number;
    xeng_request_set_window(this: void, request: Pointer | null, start: Wide, end: Wide, error: ArrayBufferView | null): number;
    xeng_request_set_window_text(this: void, request: Pointer | null, start: string | null, end: string | null, error: ArrayBufferView | null): number;
    xeng_request_window(this: void, request: Pointer | null, start: ArrayBufferView | null, end: ArrayBufferView | null): number;
    xeng_request_check(this: void, request: Pointer | null, error: ArrayBufferView | null): number;
    xeng_request_to_json(this: void, request: Pointer | null, json: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_request_warnings(this: void, request: Pointer | null, warnings: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_warnings_ref(this: void, warnings: Pointer | null): Pointer | null;
    xeng_warnings_unref(this: void, warnings: Pointer | null): void;
    xeng_warnings_count(this: void, warnings: Pointer | null): Wide;
    xeng_warnings_code(this: void, warnings: Pointer | null, index: Wide): number;
    xeng_warnings_message(this: void, warnings: Pointer | null, index: Wide): string | null;
    xeng_warnings_id_count(this: void, warnings: Pointer | null, index: Wide): Wide;
    xeng_warnings_id_at(this: void, warnings: Pointer | null, index: Wide, idIndex: Wide): Wide;
    xeng_result_from_json(this: void, json: Pointer | ArrayBufferView | null, size: Wide, result: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_result_ref(this: void, result: Pointer | null): Pointer | null;
    xeng_result_unref(this: void, result: Pointer | null): void;
    xeng_result_grouping_count(this: void, result: Pointer | null): Wide;
    xeng_result_grouping_name(this: void, result: Pointer | null, grouping: Wide): string | null;
    xeng_result_root(this: void, result: Pointer | null, grouping: Wide): Wide;
    xeng_result_root_by_name(this: void, result: Pointer | null, name: string | null): Wide;
    xeng_result_depth(this: void, result: Pointer | null, grouping: Wide): Wide;
    xeng_result_dimension(this: void, result: Pointer | null, grouping: Wide, level: Wide): number;
    xeng_result_leaf_count(this: void, result: Pointer | null, grouping: Wide): Wide;
    xeng_result_node_grouping(this: void, result: Pointer | null, node: Wide): Wide;
    xeng_result_node_level(this: void, result: Pointer | null, node: Wide): Wide;
    xeng_result_node_dimension(this: void, result: Pointer | null, node: Wide): number;
    xeng_result_parent(this: void, result: Pointer | null, node: Wide): Wide;
    xeng_result_child_count(this: void, result: Pointer | null, node: Wide): Wide;
    xeng_result_child_at(this: void, result: Pointer | null, node: Wide, index: Wide): Wide;
    xeng_result_child(this: void, result: Pointer | null, node: Wide, key: string | null): Wide;
    xeng_result_child_by_id(this: void, result: Pointer | null, node: Wide, id: Wide): Wide;
    xeng_result_child_by_metric(this: void, result: Pointer | null, node: Wide, metric: number): Wide;
    xeng_result_child_by_day(this: void, result: Pointer | null, node: Wide, day: number): Wide;
    xeng_result_child_by_hour(this: void, result: Pointer | null, node: Wide, hour: number): Wide;
    xeng_result_find(this: void, result: Pointer | null, node: Wide, keys: readonly string[], count: Wide): Wide;
    xeng_result_key(this: void, result: Pointer | null, node: Wide): string | null;
    xeng_result_key_id(this: void, result: Pointer | null, node: Wide): Wide;
    xeng_result_key_metric(this: void, result: Pointer | null, node: Wide): number;
    xeng_result_key_day(this: void, result: Pointer | null, node: Wide): number;
    xeng_result_key_hour(this: void, result: Pointer | null, node: Wide): number;
    xeng_result_value(this: void, result: Pointer | null, node: Wide, value: ArrayBufferView | null): number;
    xeng_cursor_new(this: void, result: Pointer | null, node: Wide, cursor: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_cursor_ref(this: void, cursor: Pointer | null): Pointer | null;
    xeng_cursor_unref(this: void, cursor: Pointer | null): void;
    xeng_cursor_next(this: void, cursor: Pointer | null): Wide;
    xeng_cursor_next_leaf(this: void, cursor: Pointer | null): Wide;
    xeng_cursor_skip(this: void, cursor: Pointer | null): Wide;
    xeng_cursor_node(this: void, cursor: Pointer | null, level: Wide): Wide;
    xeng_result_window(this: void, result: Pointer | null, start: ArrayBufferView | null, end: ArrayBufferView | null): number;
    xeng_result_id_count(this: void, result: Pointer | null): Wide;
    xeng_result_id_at(this: void, result: Pointer | null, index: Wide): Wide;
    xeng_result_id_state(this: void, result: Pointer | null, id: Wide): number;
    xeng_result_id_unsupported(this: void, result: Pointer | null, id: Wide): number;
    xeng_result_message_count(this: void, result: Pointer | null): Wide;
    xeng_result_message(this: void, result: Pointer | null, index: Wide): string | null;
    xeng_result_extra_count(this: void, result: Pointer | null): Wide;
    xeng_result_extra_name(this: void, result: Pointer | null, index: Wide): string | null;
    xeng_result_extra_json(this: void, result: Pointer | null, index: Wide): string | null;
    xeng_result_attempts(this: void, result: Pointer | null): number;
    xeng_result_to_json(this: void, result: Pointer | null, json: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_result_merge(this: void, results: ArrayBufferView | null, count: Wide, merged: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_result_post_value(this: void, result: Pointer | null, id: Wide, metric: number, value: ArrayBufferView | null): number;
    xeng_result_engagement_rate(this: void, result: Pointer | null, id: Wide, rate: ArrayBufferView | null): number;
    xeng_id_state_name(this: void, state: number): string | null;
    xeng_result_total(this: void, result: Pointer | null, metric: number, value: ArrayBufferView | null): number;
    xeng_result_total_rate(this: void, result: Pointer | null, rate: ArrayBufferView | null): number;
    xeng_series_new(this: void, metric: number, step: number, utcOffsetS: number, series: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_series_ref(this: void, series: Pointer | null): Pointer | null;
    xeng_series_unref(this: void, series: Pointer | null): void;
    xeng_series_add(this: void, series: Pointer | null, result: Pointer | null, id: Wide, error: ArrayBufferView | null): number;
    xeng_series_count(this: void, series: Pointer | null): Wide;
    xeng_series_times(this: void, series: Pointer | null): Pointer | null;
    xeng_series_values(this: void, series: Pointer | null): Pointer | null;
    xeng_series_state_at(this: void, series: Pointer | null, index: Wide): number;
    xeng_series_covered_s(this: void, series: Pointer | null, index: Wide): number;
    xeng_series_total(this: void, series: Pointer | null): Wide;
    xeng_table_new(this: void, result: Pointer | null, grouping: Wide, form: number, table: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_table_of_piece(this: void, piece: Pointer | null, grouping: Wide, form: number, table: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_table_of_ids(this: void, result: Pointer | null, table: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_table_of_piece_ids(this: void, piece: Pointer | null, table: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_table_ref(this: void, table: Pointer | null): Pointer | null;
    xeng_table_unref(this: void, table: Pointer | null): void;
    xeng_table_row_count(this: void, table: Pointer | null): Wide;
    xeng_table_column_count(this: void, table: Pointer | null): Wide;
    xeng_table_column_by_name(this: void, table: Pointer | null, name: string | null): Wide;
    xeng_table_column_name(this: void, table: Pointer | null, column: Wide): string | null;
    xeng_table_column_type(this: void, table: Pointer | null, column: Wide): number;
    xeng_table_column_metric(this: void, table: Pointer | null, column: Wide): number;
    xeng_table_column_data(this: void, table: Pointer | null, column: Wide): Pointer | null;
    xeng_table_column_validity(this: void, table: Pointer | null, column: Wide): Pointer | null;
    xeng_table_column_null_count(this: void, table: Pointer | null, column: Wide): Wide;
    xeng_table_word_count(this: void, table: Pointer | null, column: Wide): Wide;
    xeng_table_word(this: void, table: Pointer | null, column: Wide, word: Wide): string | null;
    xeng_table_ids(this: void, table: Pointer | null): Pointer | null;
    xeng_table_metrics(this: void, table: Pointer | null): Pointer | null;
    xeng_table_times(this: void, table: Pointer | null): Pointer | null;
    xeng_table_values(this: void, table: Pointer | null): Pointer | null;
    xeng_top_new(this: void, by: number, most: Wide, top: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_top_ref(this: void, top: Pointer | null): Pointer | null;
    xeng_top_unref(this: void, top: Pointer | null): void;
    xeng_top_add(this: void, top: Pointer | null, result: Pointer | null, error: ArrayBufferView | null): number;
    xeng_top_count(this: void, top: Pointer | null): Wide;
    xeng_top_id_at(this: void, top: Pointer | null, rank: Wide): Wide;
    xeng_top_value_at(this: void, top: Pointer | null, rank: Wide): Wide;
    xeng_top_rate_at(this: void, top: Pointer | null, rank: Wide): number;
    xeng_version(this: void): string | null;
    xeng_version_number(this: void): number;
    xeng_writer_new(this: void, request: Pointer | null, format: number, form: number, flags: number, writer: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_writer_new_for_result(this: void, result: Pointer | null, format: number, form: number, flags: number, writer: ArrayBufferView | null, error: ArrayBufferView | null): number;
    xeng_writer_ref(this: void, writer: Pointer | null): Pointer | null;
    xeng_writer_unref(this: void, writer: Pointer | null): void;
    xeng_writer_add_result(this: void, writer: Pointer | null, result: Pointer | null, error: ArrayBufferView | null): number;
    xeng_writer_add_piece(this: void, writer: Pointer | null, piece: Pointer | null, error: ArrayBufferView | null): number;
    xeng_writer_flush(this: void, writer: Pointer | null, error: ArrayBufferView | null): number;
    xeng_writer_finish(this: void, writer: Pointer | null, error: ArrayBufferView | null): number;
    xeng_writer_next(this: void, writer: Pointer | null, bytes: ArrayBufferView | null, size: ArrayBufferView | null, error: ArrayBufferView | null): number;
}

/** Of each function: what it returns and takes, in koffi's words. */
export const SIGNATURES: { readonly [name in keyof Functions]: readonly [string, readonly string[]] } = {
    xeng_table_to_arrow: ["int32_t", ["void *", "void *", "void *", "void *"]],
    xeng_result_to_arrow: ["int32_t", ["void *", "size_t", "int32_t", "void *", "void *", "void *"]],
    xeng_table_to_arrow_stream: ["int32_t", ["void *", "void *", "void *"]],
    xeng_job_to_arrow_stream: ["int32_t", ["void *", "size_t", "int32_t", "void *", "void *"]],
    xeng_auth_bearer: ["int32_t", ["void *", "void *", "void *", "void *"]],
    xeng_auth_login_begin: ["int32_t", ["void *", "void *", "str", "void *", "void *"]],
    xeng_login_url: ["str", ["void *"]],
    xeng_auth_login_finish: ["int32_t", ["void *", "void *", "str", "void *", "void *"]],
    xeng_login_screen_name: ["str", ["void *"]],
    xeng_login_ref: ["void *", ["void *"]],
    xeng_login_unref: ["void", ["void *"]],
    xeng_auth_invalidate: ["int32_t", ["void *", "void *", "void *", "void *"]],
    xeng_client_new: ["int32_t", ["void *", "void *", "void *"]],
    xeng_client_ref: ["void *", ["void *"]],
    xeng_client_unref: ["void", ["void *"]],
    xeng_client_fetch: ["int32_t", ["void *", "void *", "void *", "void *", "void *"]],
    xeng_client_submit: ["int32_t", ["void *", "void *", "void *", "void *", "void *"]],
    xeng_client_wait: ["int32_t", ["void *", "uint64_t", "void *", "void *"]],
    xeng_client_fd: ["int32_t", ["void *"]],
    xeng_client_dispatch: ["int32_t", ["void *", "int32_t", "void *"]],
    xeng_client_next_completion: ["int32_t", ["void *", "void *", "void *", "void *"]],
    xeng_client_cancel: ["void", ["void *", "uint64_t"]],
    xeng_client_cancel_all: ["void", ["void *"]],
    xeng_comparison_new: ["int32_t", ["void *", "void *", "void *", "void *"]],
    xeng_comparison_ref: ["void *", ["void *"]],
    xeng_comparison_unref: ["void", ["void *"]],
    xeng_comparison_metric_count: ["size_t", ["void *"]],
    xeng_comparison_metric_at: ["int32_t", ["void *", "size_t"]],
    xeng_comparison_id_count: ["size_t", ["void *"]],
    xeng_comparison_id_at: ["uint64_t", ["void *", "size_t"]],
    xeng_comparison_before: ["int32_t", ["void *", "uint64_t", "int32_t", "void *"]],
    xeng_comparison_after: ["int32_t", ["void *", "uint64_t", "int32_t", "void *"]],
    xeng_comparison_change: ["int32_t", ["void *", "uint64_t", "int32_t", "void *"]],
    xeng_comparison_compared: ["size_t", ["void *", "int32_t"]],
    xeng_credentials_new_user: ["int32_t", ["str", "str", "str", "str", "void *", "void *"]],
    xeng_credentials_new_app: ["int32_t", ["str", "str", "void *", "void *"]],
    xeng_credentials_new_bearer: ["int32_t", ["str", "void *", "void *"]],
    xeng_credentials_from_env: ["int32_t", ["void *", "void *"]],
    xeng_credentials_from_file: ["int32_t", ["str", "void *", "void *"]],
    xeng_credentials_save: ["int32_t", ["void *", "str", "void *"]],
    xeng_credentials_to_json: ["int32_t", ["void *", "void *", "void *"]],
    xeng_credentials_ref: ["void *", ["void *"]],
    xeng_credentials_unref: ["void", ["void *"]],
    xeng_credentials_kind: ["int32_t", ["void *"]],
    xeng_credentials_user_id: ["uint64_t", ["void *"]],
    xeng_error_ref: ["void *", ["void *"]],
    xeng_error_unref: ["void", ["void *"]],
    xeng_error_code: ["int32_t", ["void *"]],
    xeng_error_message: ["str", ["void *"]],
    xeng_error_code_name: ["str", ["int32_t"]],
    xeng_error_rule: ["int32_t", ["void *"]],
    xeng_error_rule_name: ["str", ["int32_t"]],
    xeng_error_limit: ["int64_t", ["void *"]],
    xeng_error_value: ["str", ["void *"]],
    xeng_error_http_status: ["int32_t", ["void *"]],
    xeng_error_server_message_count: ["size_t", ["void *"]],
    xeng_error_server_message: ["str", ["void *", "size_t"]],
    xeng_error_id_count: ["size_t", ["void *"]],
    xeng_error_id_at: ["uint64_t", ["void *", "size_t"]],
    xeng_error_retry_at: ["int64_t", ["void *"]],
    xeng_error_attempts: ["uint32_t", ["void *"]],
    xeng_job_new: ["int32_t", ["void *", "void *", "void *", "void *"]],
    xeng_job_ref: ["void *", ["void *"]],
    xeng_job_unref: ["void", ["void *"]],
    xeng_job_set_window: ["int32_t", ["void *", "int64_t", "int64_t", "void *"]],
    xeng_job_set_window_text: ["int32_t", ["void *", "str", "str", "void *"]],
    xeng_job_add_credentials: ["int32_t", ["void *", "void *", "void *", "void *"]],
    xeng_job_add_ids: ["int32_t", ["void *", "uint32_t", "void *", "size_t", "void *"]],
    xeng_job_add_ids_from: ["int32_t", ["void *", "uint32_t", "void *", "void *", "void *"]],
    xeng_job_add_ids_file: ["int32_t", ["void *", "uint32_t", "str", "int32_t", "str", "void *"]],
    xeng_job_set_share: ["int32_t", ["void *", "uint32_t", "uint32_t", "void *"]],
    xeng_job_set_ordered: ["void", ["void *", "int32_t"]],
    xeng_job_set_leave_out_old: ["void", ["void *", "int32_t"]],
    xeng_job_set_patience_ms: ["void", ["void *", "uint32_t"]],
    xeng_job_set_temporary_folder: ["int32_t", ["void *", "str", "void *"]],
    xeng_job_set_journal: ["int32_t", ["void *", "str", "void *"]],
    xeng_job_set_journal_fn: ["void", ["void *", "void *", "void *"]],
    xeng_job_replay: ["int32_t", ["void *", "void *", "size_t", "void *"]],
    xeng_job_begin: ["int32_t", ["void *", "void *"]],
    xeng_job_plan: ["int32_t", ["void *", "void *", "void *"]],
    xeng_job_next: ["int32_t", ["void *", "int32_t", "void *", "void *"]],
    xeng_job_ack: ["int32_t", ["void *", "void *", "uint64_t", "void *"]],
    xeng_job_mark: ["uint64_t", ["void *"]],
    xeng_job_collect: ["int32_t", ["void *", "void *", "void *"]],
    xeng_job_sums: ["int32_t", ["void *", "void *", "void *"]],
    xeng_job_stop: ["void", ["void *"]],
    xeng_job_cancel: ["void", ["void *"]],
    xeng_job_state: ["int32_t", ["void *"]],
    xeng_job_figure: ["uint64_t", ["void *", "int32_t"]],
    xeng_job_state_count: ["uint64_t", ["void *", "int32_t"]],
    xeng_job_waiting: ["int32_t", ["void *", "void *"]],
    xeng_job_id_at: ["int32_t", ["void *", "uint64_t", "void *", "void *", "void *", "void *", "void *"]],
    xeng_job_reason: ["str", ["void *", "uint32_t", "int32_t"]],
    xeng_job_account_error: ["void *", ["void *", "uint32_t"]],
    xeng_job_journal_note: ["str", ["void *"]],
    xeng_plan_ref: ["void *", ["void *"]],
    xeng_plan_unref: ["void", ["void *"]],
    xeng_plan_ids_given: ["uint64_t", ["void *"]],
    xeng_plan_ids: ["uint64_t", ["void *"]],
    xeng_plan_pieces: ["uint64_t", ["void *"]],
    xeng_plan_pieces_done: ["uint64_t", ["void *"]],
    xeng_plan_requests: ["uint64_t", ["void *"]],
    xeng_plan_requests_left: ["uint64_t", ["void *"]],
    xeng_plan_windows: ["size_t", ["void *"]],
    xeng_plan_window_at: ["int32_t", ["void *", "size_t", "void *", "void *"]],
    xeng_plan_seconds: ["uint64_t", ["void *", "uint32_t"]],
    xeng_piece_ref: ["void *", ["void *"]],
    xeng_piece_unref: ["void", ["void *"]],
    xeng_piece_number: ["uint64_t", ["void *"]],
    xeng_piece_account: ["uint32_t", ["void *"]],
    xeng_piece_is_finished: ["int32_t", ["void *"]],
    xeng_piece_result: ["void *", ["void *"]],
    xeng_piece_id_count: ["size_t", ["void *"]],
    xeng_piece_id_at: ["uint64_t", ["void *", "size_t"]],
    xeng_piece_id_state: ["int32_t", ["void *", "size_t"]],
    xeng_piece_id_unsupported: ["uint32_t", ["void *", "size_t"]],
    xeng_piece_id_reason: ["int32_t", ["void *", "size_t"]],
    xeng_piece_id_reason_text: ["str", ["void *", "size_t"]],
    xeng_ledger_open: ["int32_t", ["str", "int32_t", "void *", "void *"]],
    xeng_ledger_ref: ["void *", ["void *"]],
    xeng_ledger_unref: ["void", ["void *"]],
    xeng_ledger_set_limit: ["void", ["void *", "uint64_t", "int32_t"]],
    xeng_ledger_count: ["int32_t", ["void *", "void *", "void *"]],
    xeng_ledger_users: ["int32_t", ["void *", "int64_t", "void *", "void *"]],
    xeng_options_set_ledger: ["void", ["void *", "void *"]],
    xeng_free: ["void", ["void *"]],
    xeng_free_secret: ["void", ["void *"]],
    xeng_set_allocator: ["int32_t", ["void *", "void *", "void *", "void *"]],
    xeng_endpoint_name: ["str", ["int32_t"]],
    xeng_endpoint_by_name: ["int32_t", ["str"]],
    xeng_endpoint_max_ids: ["size_t", ["int32_t"]],
    xeng_metric_count: ["size_t", []],
    xeng_metric_at: ["int32_t", ["size_t"]],
    xeng_metric_name: ["str", ["int32_t"]],
    xeng_metric_by_name: ["int32_t", ["str"]],
    xeng_metric_on_endpoint: ["int32_t", ["int32_t", "int32_t"]],
    xeng_metric_needs_user_context: ["int32_t", ["int32_t", "int32_t"]],
    xeng_dimension_name: ["str", ["int32_t"]],
    xeng_dimension_by_name: ["int32_t", ["str"]],
    xeng_dimension_on_endpoint: ["int32_t", ["int32_t", "int32_t"]],
    xeng_options_new: ["int32_t", ["void *", "void *"]],
    xeng_options_ref: ["void *", ["void *"]],
    xeng_options_unref: ["void", ["void *"]],
    xeng_options_from_env: ["int32_t", ["void *", "void *"]],
    xeng_options_set_base_url: ["int32_t", ["void *", "str", "void *"]],
    xeng_options_set_auth_url: ["int32_t", ["void *", "str", "void *"]],
    xeng_options_set_ca_file: ["int32_t", ["void *", "str", "void *"]],
    xeng_options_set_fallback_ca_file: ["int32_t", ["void *", "str", "void *"]],
    xeng_options_set_proxy: ["int32_t", ["void *", "str", "void *"]],
    xeng_options_set_user_agent: ["int32_t", ["void *", "str", "void *"]],
    xeng_options_set_deadline_ms: ["void", ["void *", "uint32_t"]],
    xeng_options_set_connect_timeout_ms: ["void", ["void *", "uint32_t"]],
    xeng_options_set_stall_timeout_ms: ["void", ["void *", "uint32_t"]],
    xeng_options_set_max_attempts: ["void", ["void *", "uint32_t"]],
    xeng_options_set_rate_limit: ["void", ["void *", "uint32_t"]],
    xeng_options_set_max_concurrency: ["void", ["void *", "uint32_t"]],
    xeng_options_set_max_response_bytes: ["void", ["void *", "size_t"]],
    xeng_options_set_http_version: ["int32_t", ["void *", "int32_t", "void *"]],
    xeng_options_set_compress_requests: ["void", ["void *", "int32_t"]],
    xeng_options_set_log: ["void", ["void *", "int32_t", "void *", "void *"]],
    xeng_post_id_parse: ["int32_t", ["str", "void *", "void *"]],
    xeng_post_created_ms: ["int64_t", ["uint64_t"]],
    xeng_post_first_id_at: ["uint64_t", ["int64_t"]],
    xeng_request_new: ["int32_t", ["int32_t", "void *", "void *", "void *"]],
    xeng_request_ref: ["void *", ["void *"]],
    xeng_request_unref: ["void", ["void *"]],
    xeng_request_copy: ["int32_t", ["void *", "void *", "void *"]],
    xeng_request_set_now: ["void", ["void *", "int64_t"]],
    xeng_request_set_deadline_ms: ["void", ["void *", "uint32_t"]],
    xeng_request_add_id: ["int32_t", ["void *", "uint64_t", "void *"]],
    xeng_request_add_ids: ["int32_t", ["void *", "void *", "size_t", "void *"]],
    xeng_request_add_id_text: ["int32_t", ["void *", "str", "void *"]],
    xeng_request_id_count: ["size_t", ["void *"]],
    xeng_request_id_at: ["uint64_t", ["void *", "size_t"]],
    xeng_request_add_metric: ["int32_t", ["void *", "int32_t", "void *"]],
    xeng_request_add_metric_name: ["int32_t", ["void *", "str", "void *"]],
    xeng_request_add_all_metrics: ["int32_t", ["void *", "void *"]],
    xeng_request_add_grouping: ["int32_t", ["void *", "str", "void *", "size_t", "void *"]],
    xeng_request_add_grouping_text: ["int32_t", ["void *", "str", "str", "void *"]],
    xeng_request_set_window: ["int32_t", ["void *", "int64_t", "int64_t", "void *"]],
    xeng_request_set_window_text: ["int32_t", ["void *", "str", "str", "void *"]],
    xeng_request_window: ["int32_t", ["void *", "void *", "void *"]],
    xeng_request_check: ["int32_t", ["void *", "void *"]],
    xeng_request_to_json: ["int32_t", ["void *", "void *", "void *"]],
    xeng_request_warnings: ["int32_t", ["void *", "void *", "void *"]],
    xeng_warnings_ref: ["void *", ["void *"]],
    xeng_warnings_unref: ["void", ["void *"]],
    xeng_warnings_count: ["size_t", ["void *"]],
    xeng_warnings_code: ["int32_t", ["void *", "size_t"]],
    xeng_warnings_message: ["str", ["void *", "size_t"]],
    xeng_warnings_id_count: ["size_t", ["void *", "size_t"]],
    xeng_warnings_id_at: ["uint64_t", ["void *", "size_t", "size_t"]],
    xeng_result_from_json: ["int32_t", ["void *", "size_t", "void *", "void *"]],
    xeng_result_ref: ["void *", ["void *"]],
    xeng_result_unref: ["void", ["void *"]],
    xeng_result_grouping_count: ["size_t", ["void *"]],
    xeng_result_grouping_name: ["str", ["void *", "size_t"]],
    xeng_result_root: ["uint64_t", ["void *", "size_t"]],
    xeng_result_root_by_name: ["uint64_t", ["void *", "str"]],
    xeng_result_depth: ["size_t", ["void *", "size_t"]],
    xeng_result_dimension: ["int32_t", ["void *", "size_t", "size_t"]],
    xeng_result_leaf_count: ["size_t", ["void *", "size_t"]],
    xeng_result_node_grouping: ["size_t", ["void *", "uint64_t"]],
    xeng_result_node_level: ["size_t", ["void *", "uint64_t"]],
    xeng_result_node_dimension: ["int32_t", ["void *", "uint64_t"]],
    xeng_result_parent: ["uint64_t", ["void *", "uint64_t"]],
    xeng_result_child_count: ["size_t", ["void *", "uint64_t"]],
    xeng_result_child_at: ["uint64_t", ["void *", "uint64_t", "size_t"]],
    xeng_result_child: ["uint64_t", ["void *", "uint64_t", "str"]],
    xeng_result_child_by_id: ["uint64_t", ["void *", "uint64_t", "uint64_t"]],
    xeng_result_child_by_metric: ["uint64_t", ["void *", "uint64_t", "int32_t"]],
    xeng_result_child_by_day: ["uint64_t", ["void *", "uint64_t", "int32_t"]],
    xeng_result_child_by_hour: ["uint64_t", ["void *", "uint64_t", "int32_t"]],
    xeng_result_find: ["uint64_t", ["void *", "uint64_t", "str *", "size_t"]],
    xeng_result_key: ["str", ["void *", "uint64_t"]],
    xeng_result_key_id: ["uint64_t", ["void *", "uint64_t"]],
    xeng_result_key_metric: ["int32_t", ["void *", "uint64_t"]],
    xeng_result_key_day: ["int32_t", ["void *", "uint64_t"]],
    xeng_result_key_hour: ["int32_t", ["void *", "uint64_t"]],
    xeng_result_value: ["int32_t", ["void *", "uint64_t", "void *"]],
    xeng_cursor_new: ["int32_t", ["void *", "uint64_t", "void *", "void *"]],
    xeng_cursor_ref: ["void *", ["void *"]],
    xeng_cursor_unref: ["void", ["void *"]],
    xeng_cursor_next: ["uint64_t", ["void *"]],
    xeng_cursor_next_leaf: ["uint64_t", ["void *"]],
    xeng_cursor_skip: ["uint64_t", ["void *"]],
    xeng_cursor_node: ["uint64_t", ["void *", "size_t"]],
    xeng_result_window: ["int32_t", ["void *", "void *", "void *"]],
    xeng_result_id_count: ["size_t", ["void *"]],
    xeng_result_id_at: ["uint64_t", ["void *", "size_t"]],
    xeng_result_id_state: ["int32_t", ["void *", "uint64_t"]],
    xeng_result_id_unsupported: ["uint32_t", ["void *", "uint64_t"]],
    xeng_result_message_count: ["size_t", ["void *"]],
    xeng_result_message: ["str", ["void *", "size_t"]],
    xeng_result_extra_count: ["size_t", ["void *"]],
    xeng_result_extra_name: ["str", ["void *", "size_t"]],
    xeng_result_extra_json: ["str", ["void *", "size_t"]],
    xeng_result_attempts: ["uint32_t", ["void *"]],
    xeng_result_to_json: ["int32_t", ["void *", "void *", "void *"]],
    xeng_result_merge: ["int32_t", ["void *", "size_t", "void *", "void *"]],
    xeng_result_post_value: ["int32_t", ["void *", "uint64_t", "int32_t", "void *"]],
    xeng_result_engagement_rate: ["int32_t", ["void *", "uint64_t", "void *"]],
    xeng_id_state_name: ["str", ["int32_t"]],
    xeng_result_total: ["int32_t", ["void *", "int32_t", "void *"]],
    xeng_result_total_rate: ["int32_t", ["void *", "void *"]],
    xeng_series_new: ["int32_t", ["int32_t", "int32_t", "int32_t", "void *", "void *"]],
    xeng_series_ref: ["void *", ["void *"]],
    xeng_series_unref: ["void", ["void *"]],
    xeng_series_add: ["int32_t", ["void *", "void *", "uint64_t", "void *"]],
    xeng_series_count: ["size_t", ["void *"]],
    xeng_series_times: ["void *", ["void *"]],
    xeng_series_values: ["void *", ["void *"]],
    xeng_series_state_at: ["int32_t", ["void *", "size_t"]],
    xeng_series_covered_s: ["uint32_t", ["void *", "size_t"]],
    xeng_series_total: ["int64_t", ["void *"]],
    xeng_table_new: ["int32_t", ["void *", "size_t", "int32_t", "void *", "void *"]],
    xeng_table_of_piece: ["int32_t", ["void *", "size_t", "int32_t", "void *", "void *"]],
    xeng_table_of_ids: ["int32_t", ["void *", "void *", "void *"]],
    xeng_table_of_piece_ids: ["int32_t", ["void *", "void *", "void *"]],
    xeng_table_ref: ["void *", ["void *"]],
    xeng_table_unref: ["void", ["void *"]],
    xeng_table_row_count: ["size_t", ["void *"]],
    xeng_table_column_count: ["size_t", ["void *"]],
    xeng_table_column_by_name: ["size_t", ["void *", "str"]],
    xeng_table_column_name: ["str", ["void *", "size_t"]],
    xeng_table_column_type: ["int32_t", ["void *", "size_t"]],
    xeng_table_column_metric: ["int32_t", ["void *", "size_t"]],
    xeng_table_column_data: ["void *", ["void *", "size_t"]],
    xeng_table_column_validity: ["void *", ["void *", "size_t"]],
    xeng_table_column_null_count: ["size_t", ["void *", "size_t"]],
    xeng_table_word_count: ["size_t", ["void *", "size_t"]],
    xeng_table_word: ["str", ["void *", "size_t", "size_t"]],
    xeng_table_ids: ["void *", ["void *"]],
    xeng_table_metrics: ["void *", ["void *"]],
    xeng_table_times: ["void *", ["void *"]],
    xeng_table_values: ["void *", ["void *"]],
    xeng_top_new: ["int32_t", ["int32_t", "size_t", "void *", "void *"]],
    xeng_top_ref: ["void *", ["void *"]],
    xeng_top_unref: ["void", ["void *"]],
    xeng_top_add: ["int32_t", ["void *", "void *", "void *"]],
    xeng_top_count: ["size_t", ["void *"]],
    xeng_top_id_at: ["uint64_t", ["void *", "size_t"]],
    xeng_top_value_at: ["int64_t", ["void *", "size_t"]],
    xeng_top_rate_at: ["double", ["void *", "size_t"]],
    xeng_version: ["str", []],
    xeng_version_number: ["uint32_t", []],
    xeng_writer_new: ["int32_t", ["void *", "int32_t", "int32_t", "uint32_t", "void *", "void *"]],
    xeng_writer_new_for_result: ["int32_t", ["void *", "int32_t", "int32_t", "uint32_t", "void *", "void *"]],
    xeng_writer_ref: ["void *", ["void *"]],
    xeng_writer_unref: ["void", ["void *"]],
    xeng_writer_add_result: ["int32_t", ["void *", "void *", "void *"]],
    xeng_writer_add_piece: ["int32_t", ["void *", "void *", "void *"]],
    xeng_writer_flush: ["int32_t", ["void *", "void *"]],
    xeng_writer_finish: ["int32_t", ["void *", "void *"]],
    xeng_writer_next: ["int32_t", ["void *", "void *", "void *", "void *"]],
};

