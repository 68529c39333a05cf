// The C API as it is; written by bindings/describe/emit_rust.py, not by hand.

use std::marker::{PhantomData, PhantomPinned};
use std::os::raw::{c_char, c_void};

/// A three-legged login that waits for the user's consent.
#[repr(C)]
pub struct xeng_login {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// Connections, limits and policy. Safe to share among threads.
#[repr(C)]
pub struct xeng_client {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// How counts changed from one result to another. Immutable.
#[repr(C)]
pub struct xeng_comparison {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// One identity. Immutable, safe to share among threads.
#[repr(C)]
pub struct xeng_credentials {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// An error: immutable, owned by whoever received it, readable from any thread.
#[repr(C)]
pub struct xeng_error {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// Any number of ids, any window, any number of credentials, as a stream of pieces.
#[repr(C)]
pub struct xeng_job {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// What a job will send. Immutable.
#[repr(C)]
pub struct xeng_plan {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// What became of some ids of a job, with their counts over the whole window. Immutable.
#[repr(C)]
pub struct xeng_piece {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// A count of distinct users a month. Safe to share among threads; its file among processes.
#[repr(C)]
pub struct xeng_ledger {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// How a client behaves. Not safe to change from two threads at once.
#[repr(C)]
pub struct xeng_options {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// One request under construction: endpoint, ids, metrics, groupings, window.
#[repr(C)]
pub struct xeng_request {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// What can be foreseen about a request that is legal. Immutable.
#[repr(C)]
pub struct xeng_warnings {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// A tree of counts, plus what the server said about each id. Immutable.
#[repr(C)]
pub struct xeng_result {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// A walk through a tree, depth first. For one thread at a time.
#[repr(C)]
pub struct xeng_cursor {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// Sums of a metric by time. Not safe to use from two threads at once.
#[repr(C)]
pub struct xeng_series {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// The counts of a grouping, or what became of ids, as columns. Immutable.
#[repr(C)]
pub struct xeng_table {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// The best Posts so far. Not safe to use from two threads at once.
#[repr(C)]
pub struct xeng_top {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// Turns results into text. For one thread at a time.
#[repr(C)]
pub struct xeng_writer {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
/// Number of an operation; unique within its client, never 0.
pub type xeng_operation = u64;
/// A node of a result's tree; below 2^53, so that any language's numbers hold it.
pub type xeng_node = u64;
/// Gives the next ids of a source.
pub type xeng_ids_fn = unsafe extern "C" fn(context: *mut c_void, ids: *mut u64, capacity: usize, count: *mut usize) -> i32;
/// Keeps a record of a job's progress.
pub type xeng_journal_fn = unsafe extern "C" fn(context: *mut c_void, what: i32, piece: u64, record: *const c_void, size: usize) -> i32;
/// Allocates `size` bytes (never 0) aligned for any type, or returns NULL.
pub type xeng_malloc_fn = unsafe extern "C" fn(size: usize, context: *mut c_void) -> *mut c_void;
/// Resizes `memory` (never NULL) to `size` bytes (never 0), or returns NULL and leaves it alone.
pub type xeng_realloc_fn = unsafe extern "C" fn(memory: *mut c_void, size: usize, context: *mut c_void) -> *mut c_void;
/// Frees `memory`, which is never NULL.
pub type xeng_free_fn = unsafe extern "C" fn(memory: *mut c_void, context: *mut c_void);
/// Receives one log line, without a line end, secrets redacted. Called from whichever thread uses the client; must not call back into that client.
pub type xeng_log_fn = unsafe extern "C" fn(context: *mut c_void, level: i32, message: *const c_char);
/// The callback that makes X show the user a PIN instead of going to a web address.
pub const XENG_LOGIN_CALLBACK_PIN: &str = "oob";
/// No operation.
pub const XENG_OPERATION_NONE: xeng_operation = 0;
/// OAuth 1.0a with a user's access token: reads what that user owns.
pub const XENG_CREDENTIALS_USER: i32 = 1;
/// OAuth 1.0a with the application's keys only: public metrics on totals.
pub const XENG_CREDENTIALS_APP: i32 = 2;
/// OAuth 2.0 bearer token of an application: public metrics on totals.
pub const XENG_CREDENTIALS_BEARER: i32 = 3;
/// No error.
pub const XENG_OK: i32 = 0;
/// An argument is NULL, malformed or out of range.
pub const XENG_ERROR_INVALID_ARGUMENT: i32 = 100;
/// The request would break a rule of the API; `xeng_error_rule()` says which.
pub const XENG_ERROR_RULE: i32 = 110;
/// The call doesn't fit what the object has been through: an operation that is already over, say.
pub const XENG_ERROR_STATE: i32 = 120;
/// The client was made before a fork() and is used in the child.
pub const XENG_ERROR_FORKED: i32 = 130;
/// Memory ran out.
pub const XENG_ERROR_NO_MEMORY: i32 = 200;
/// The operating system refused something: a file, a descriptor.
pub const XENG_ERROR_SYSTEM: i32 = 210;
/// A credentials file is unreadable, malformed, or readable by others than its owner.
pub const XENG_ERROR_CREDENTIALS_FILE: i32 = 220;
/// The cryptographic library failed.
pub const XENG_ERROR_CRYPTO: i32 = 230;
/// A journal is another job's, damaged, or in use by another process.
pub const XENG_ERROR_JOURNAL: i32 = 240;
/// A file of ids is unreadable or malformed.
pub const XENG_ERROR_INPUT: i32 = 250;
/// A ledger's file is unreadable or malformed.
pub const XENG_ERROR_LEDGER: i32 = 260;
/// The ledger's limit of distinct users a month is reached, and it was told to refuse then.
pub const XENG_ERROR_LEDGER_LIMIT: i32 = 270;
/// The connection could not be made, or broke.
pub const XENG_ERROR_NETWORK: i32 = 300;
/// The host's name could not be resolved.
pub const XENG_ERROR_DNS: i32 = 310;
/// The TLS handshake failed, or the server's certificate is not to be trusted.
pub const XENG_ERROR_TLS: i32 = 320;
/// The deadline passed.
pub const XENG_ERROR_DEADLINE: i32 = 330;
/// The operation was cancelled.
pub const XENG_ERROR_CANCELLED: i32 = 340;
/// The answer is not what the API promises: cut short, not JSON, of another shape.
pub const XENG_ERROR_PROTOCOL: i32 = 350;
/// The answer is larger, or nested deeper, than the client's limits allow.
pub const XENG_ERROR_TOO_LARGE: i32 = 360;
/// The server sent a redirect; they are not followed, since credentials go to no other host.
pub const XENG_ERROR_REDIRECT: i32 = 370;
/// The server found the request malformed (400).
pub const XENG_ERROR_BAD_REQUEST: i32 = 400;
/// The credentials were not accepted (401).
pub const XENG_ERROR_UNAUTHORIZED: i32 = 410;
/// The credentials may not read some of the Posts (403): `xeng_error_id_at()` lists them if named.
pub const XENG_ERROR_FORBIDDEN_POSTS: i32 = 420;
/// The credentials may not read some of the metrics (403).
pub const XENG_ERROR_FORBIDDEN_METRICS: i32 = 430;
/// The application may not use this API, or this part of it (403).
pub const XENG_ERROR_FORBIDDEN: i32 = 440;
/// No such resource (404): most often a wrong base URL.
pub const XENG_ERROR_NOT_FOUND: i32 = 450;
/// The Posts are deleted, protected or otherwise not available.
pub const XENG_ERROR_UNAVAILABLE_POSTS: i32 = 460;
/// The Posts are too old for the metrics that were asked for.
pub const XENG_ERROR_UNSUPPORTED_POSTS: i32 = 470;
/// Too many requests (429); `xeng_error_retry_at()` says when to try again, where known.
pub const XENG_ERROR_RATE_LIMITED: i32 = 480;
/// The server refused in a way that this version of xengage has no code for.
pub const XENG_ERROR_REFUSED: i32 = 490;
/// The server, or a proxy before it, failed (5xx) or waited too long for the request (408).
pub const XENG_ERROR_SERVER: i32 = 500;
/// No rule was broken.
pub const XENG_RULE_NONE: i32 = 0;
/// More Post ids than the endpoint takes.
pub const XENG_RULE_TOO_MANY_IDS: i32 = 10;
/// A Post id that is not a positive 63-bit decimal number.
pub const XENG_RULE_BAD_ID: i32 = 20;
/// No Post id to ask for.
pub const XENG_RULE_NO_IDS: i32 = 30;
/// A metric that the API doesn't have.
pub const XENG_RULE_UNKNOWN_METRIC: i32 = 40;
/// A metric that this endpoint doesn't have.
pub const XENG_RULE_METRIC_NOT_ON_ENDPOINT: i32 = 50;
/// A metric that these credentials can't read.
pub const XENG_RULE_METRIC_NEEDS_USER_CONTEXT: i32 = 60;
/// An endpoint that these credentials can't read.
pub const XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT: i32 = 70;
/// No metric to ask for.
pub const XENG_RULE_NO_METRICS: i32 = 80;
/// More groupings than a request takes.
pub const XENG_RULE_TOO_MANY_GROUPINGS: i32 = 90;
/// A grouping name that is empty, too long, or has characters that it can't have.
pub const XENG_RULE_BAD_GROUPING_NAME: i32 = 100;
/// A grouping name that the response uses for something else.
pub const XENG_RULE_RESERVED_GROUPING_NAME: i32 = 110;
/// Two groupings of one name.
pub const XENG_RULE_DUPLICATE_GROUPING_NAME: i32 = 120;
/// A dimension that the API doesn't have.
pub const XENG_RULE_UNKNOWN_DIMENSION: i32 = 130;
/// A dimension that this endpoint doesn't have.
pub const XENG_RULE_DIMENSION_NOT_ON_ENDPOINT: i32 = 140;
/// No dimension in a grouping, or more than it can have, or one of them twice.
pub const XENG_RULE_BAD_DIMENSIONS: i32 = 150;
/// Four dimensions in another order than the two allowed ones.
pub const XENG_RULE_FOUR_DIMENSION_ORDER: i32 = 160;
/// A second grouping of four dimensions.
pub const XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING: i32 = 170;
/// No grouping to ask for.
pub const XENG_RULE_NO_GROUPINGS: i32 = 180;
/// A window on an endpoint that has none.
pub const XENG_RULE_WINDOW_NOT_ON_ENDPOINT: i32 = 190;
/// A window over four weeks, after it was widened to whole hours.
pub const XENG_RULE_WINDOW_TOO_LONG: i32 = 200;
/// A window whose end is not after its start.
pub const XENG_RULE_WINDOW_EMPTY: i32 = 210;
/// A window that ends in the future.
pub const XENG_RULE_WINDOW_IN_FUTURE: i32 = 220;
/// A window that starts before the first day that the API has.
pub const XENG_RULE_WINDOW_TOO_EARLY: i32 = 230;
/// A time that is not ISO 8601 in UTC.
pub const XENG_RULE_BAD_TIME: i32 = 240;
/// An endpoint that the API doesn't have.
pub const XENG_RULE_UNKNOWN_ENDPOINT: i32 = 250;
/// A file of ids: the look of its first line decides; JSON lines and CSV need a field's name.
pub const XENG_IDS_AUTO: i32 = 0;
/// One id a line; blanks around it, empty lines and lines that begin with `#` are ignored.
pub const XENG_IDS_PLAIN: i32 = 10;
/// CSV (RFC 4180) whose first record names the columns.
pub const XENG_IDS_CSV: i32 = 20;
/// A JSON object a line; the field is a string or an integer.
pub const XENG_IDS_JSON_LINES: i32 = 30;
/// The job still has something to do.
pub const XENG_JOB_OPEN: i32 = 0;
/// Every id is settled and every piece was handed over.
pub const XENG_JOB_COMPLETE: i32 = 10;
/// It was stopped, or had to stop, before its end; what is left can be gone on with.
pub const XENG_JOB_STOPPED: i32 = 20;
/// The job isn't waiting.
pub const XENG_WAIT_NONE: i32 = 0;
/// For the rate limit.
pub const XENG_WAIT_RATE_LIMIT: i32 = 10;
/// For a server that is down or out of reach; a request is sent now and then to find out.
pub const XENG_WAIT_OUTAGE: i32 = 20;
/// Distinct ids.
pub const XENG_FIGURE_IDS: i32 = 10;
/// Ids of which it is known what became of them, earlier runs included.
pub const XENG_FIGURE_IDS_SETTLED: i32 = 20;
/// Pieces in all.
pub const XENG_FIGURE_PIECES: i32 = 30;
/// Pieces that were acknowledged, earlier runs included.
pub const XENG_FIGURE_PIECES_DONE: i32 = 40;
/// Requests that were answered or given up in this run, retries not counted.
pub const XENG_FIGURE_REQUESTS: i32 = 50;
/// Requests of this run that were sent again: after a failure or for the rate limit.
pub const XENG_FIGURE_RETRIES: i32 = 60;
/// Requests that are under way or queued for their turn.
pub const XENG_FIGURE_IN_FLIGHT: i32 = 70;
/// Bytes of request bodies that were sent in this run.
pub const XENG_FIGURE_BYTES_SENT: i32 = 80;
/// Bytes of response bodies that were received in this run, as they came over the wire.
pub const XENG_FIGURE_BYTES_RECEIVED: i32 = 90;
/// Requests a minute that the server allows this job, as far as it is known; else 0.
pub const XENG_FIGURE_RATE_LIMIT: i32 = 100;
/// Requests that will still be sent, as far as it can be foreseen.
pub const XENG_FIGURE_REQUESTS_LEFT: i32 = 110;
/// A record that is to be kept until its piece is done.
pub const XENG_JOURNAL_KEEP: i32 = 10;
/// A record that is to be kept; all others of its piece can be dropped.
pub const XENG_JOURNAL_DONE: i32 = 20;
/// Counts since the Post was made; 250 ids a request; some metrics without user context.
pub const XENG_ENDPOINT_TOTALS: i32 = 1;
/// Counts of the last 28 hours; 25 ids a request.
pub const XENG_ENDPOINT_28HR: i32 = 2;
/// Counts of a window of up to four weeks; 25 ids a request.
pub const XENG_ENDPOINT_HISTORICAL: i32 = 3;
/// How often the Post was seen.
pub const XENG_METRIC_IMPRESSIONS: i32 = 10;
/// How often people interacted with the Post. Not the sum of the other metrics.
pub const XENG_METRIC_ENGAGEMENTS: i32 = 20;
/// Likes.
pub const XENG_METRIC_FAVORITES: i32 = 30;
/// Retweets.
pub const XENG_METRIC_RETWEETS: i32 = 40;
/// Quotes; on totals only.
pub const XENG_METRIC_QUOTE_TWEETS: i32 = 50;
/// Replies.
pub const XENG_METRIC_REPLIES: i32 = 60;
/// Views of the Post's video, half visible for two seconds.
pub const XENG_METRIC_VIDEO_VIEWS: i32 = 70;
/// Views of videos, GIFs and images; not on totals.
pub const XENG_METRIC_MEDIA_VIEWS: i32 = 80;
/// Clicks on media; not on totals.
pub const XENG_METRIC_MEDIA_ENGAGEMENTS: i32 = 90;
/// Clicks on links; not on totals.
pub const XENG_METRIC_URL_CLICKS: i32 = 100;
/// Clicks on hashtags; not on totals.
pub const XENG_METRIC_HASHTAG_CLICKS: i32 = 110;
/// Clicks to see the Post's details; not on totals.
pub const XENG_METRIC_DETAIL_EXPANDS: i32 = 120;
/// Clicks on the Post's own page; not on totals.
pub const XENG_METRIC_PERMALINK_CLICKS: i32 = 130;
/// App installs begun from the Post; not on totals.
pub const XENG_METRIC_APP_INSTALL_ATTEMPTS: i32 = 140;
/// Apps opened from the Post; not on totals.
pub const XENG_METRIC_APP_OPENS: i32 = 150;
/// How often the Post was sent by e-mail; not on totals.
pub const XENG_METRIC_EMAIL_TWEET: i32 = 160;
/// Follows of the author from the Post; not on totals.
pub const XENG_METRIC_USER_FOLLOWS: i32 = 170;
/// Clicks on the author's profile; not on totals.
pub const XENG_METRIC_USER_PROFILE_CLICKS: i32 = 180;
/// Not one of the dimensions below: keys that this version doesn't know.
pub const XENG_DIMENSION_OTHER: i32 = 0;
/// `tweet.id`: one key a Post.
pub const XENG_DIMENSION_TWEET_ID: i32 = 1;
/// `engagement.type`: one key a metric.
pub const XENG_DIMENSION_ENGAGEMENT_TYPE: i32 = 2;
/// `engagement.day`: one key a UTC day.
pub const XENG_DIMENSION_ENGAGEMENT_DAY: i32 = 3;
/// `engagement.hour`: one key an hour of the day, 0 to 23.
pub const XENG_DIMENSION_ENGAGEMENT_HOUR: i32 = 4;
/// Log nothing.
pub const XENG_LOG_OFF: i32 = 0;
/// Log failures.
pub const XENG_LOG_ERROR: i32 = 10;
/// Log retries and waiting, too.
pub const XENG_LOG_WARN: i32 = 20;
/// Log one line a request, too.
pub const XENG_LOG_INFO: i32 = 30;
/// Log decisions (signing time, rate limit, connection reuse), too.
pub const XENG_LOG_DEBUG: i32 = 40;
/// Log headers and request bodies, too; secrets are redacted at every level.
pub const XENG_LOG_TRACE: i32 = 50;
/// HTTP/2 where the server offers it over TLS, else HTTP/1.1.
pub const XENG_HTTP_AUTO: i32 = 0;
/// HTTP/1.1 only.
pub const XENG_HTTP_1_1: i32 = 1;
/// The time of `xeng_post_created_ms()` for ids from before November 2010, which carry none.
pub const XENG_POST_CREATED_UNKNOWN: i32 = 0;
/// A start or end of a window that is left open.
pub const XENG_TIME_UNSET: i64 = -9223372036854775808;
/// Most groupings in a request.
pub const XENG_MAX_GROUPINGS: i32 = 3;
/// Most dimensions in a grouping.
pub const XENG_MAX_DIMENSIONS: i32 = 4;
/// Longest window in hours, after widening to whole hours: four weeks.
pub const XENG_MAX_WINDOW_HOURS: i32 = 672;
/// Longest grouping name in bytes.
pub const XENG_MAX_GROUPING_NAME: i32 = 256;
/// Posts older than 90 days have no impressions and engagements on totals.
pub const XENG_WARNING_IMPRESSIONS_AGE: i32 = 10;
/// Posts older than 1800 days have no video views.
pub const XENG_WARNING_VIDEO_VIEWS_AGE: i32 = 20;
/// The window starts more than 365 days ago; the server may not have it.
pub const XENG_WARNING_WINDOW_AGE: i32 = 30;
/// Before 2015-09-15 favorites, replies and retweets are always zero.
pub const XENG_WARNING_ZERO_BEFORE_2015_09_15: i32 = 40;
/// No node.
pub const XENG_NODE_NONE: xeng_node = 0;
/// What `xeng_result_key_day()` gives for a key that is no day.
pub const XENG_DAY_NONE: i32 = -2147483648;
/// The leaf's count was delivered.
pub const XENG_VALUE_DELIVERED: i32 = 1;
/// The leaf is there, but the server has no count for it: not zero, unknown.
pub const XENG_VALUE_NOT_DELIVERED: i32 = 0;
/// The node is no leaf.
pub const XENG_VALUE_NO_LEAF: i32 = -1;
/// The server gave all that was asked for about this id.
pub const XENG_ID_DELIVERED: i32 = 10;
/// The Post is deleted, protected or otherwise not available.
pub const XENG_ID_UNAVAILABLE: i32 = 20;
/// The credentials may not read this Post.
pub const XENG_ID_FORBIDDEN: i32 = 30;
/// The Post is too old for some of the metrics; `xeng_result_id_unsupported()` says for which.
pub const XENG_ID_UNSUPPORTED: i32 = 40;
/// The server said nothing of this id although it was asked.
pub const XENG_ID_MISSING: i32 = 50;
/// In a job only: what was asked about this id has failed, or was never answered.
pub const XENG_ID_FAILED: i32 = 60;
/// Too old for impressions and engagements.
pub const XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS: u32 = 1;
/// Too old for video views.
pub const XENG_UNSUPPORTED_VIDEO_VIEWS: u32 = 2;
/// A point is an hour.
pub const XENG_STEP_HOUR: i32 = 10;
/// A point is a day.
pub const XENG_STEP_DAY: i32 = 20;
/// A point is a week, from Monday on.
pub const XENG_STEP_WEEK: i32 = 30;
/// All Posts together, where a Post id is asked for.
pub const XENG_ALL_POSTS: i32 = 0;
/// A row is a count: a column for each dimension of the grouping, and `value`.
pub const XENG_FORM_LONG: i32 = 10;
/// A row is a Post, a day, an hour: a column for each other dimension, and one for each metric.
pub const XENG_FORM_WIDE: i32 = 20;
/// `int64_t`: Post ids, counts.
pub const XENG_COLUMN_INT64: i32 = 10;
/// `int8_t`: hours of the day, 0 to 23, where the day is not known.
pub const XENG_COLUMN_INT8: i32 = 20;
/// `int32_t`: days since 1970-01-01, UTC.
pub const XENG_COLUMN_DAY: i32 = 30;
/// `int64_t`: Unix seconds, UTC.
pub const XENG_COLUMN_TIME: i32 = 40;
/// `int32_t`: places in the column's list of words.
pub const XENG_COLUMN_WORD: i32 = 50;
/// Ranks by engagement rate, engagements divided by impressions, instead of by a metric.
pub const XENG_TOP_ENGAGEMENT_RATE: i32 = 1000;
/// Most Posts that a `xeng_top` keeps.
pub const XENG_TOP_MAX: i32 = 1000000;
/// Major version of these headers; raised when the ABI breaks.
pub const XENG_VERSION_MAJOR: i32 = 0;
/// Minor version of these headers; raised when something is added.
pub const XENG_VERSION_MINOR: i32 = 1;
/// Patch version of these headers.
pub const XENG_VERSION_PATCH: i32 = 0;
/// The version of these headers as one number: major * 1,000,000 + minor * 1,000 + patch.
pub const XENG_VERSION_NUMBER: i32 = 1000;
/// CSV (RFC 4180, but lines end in LF), with a header.
pub const XENG_WRITE_CSV: i32 = 10;
/// A JSON object a line; ids as strings, since many readers of JSON round large numbers.
pub const XENG_WRITE_JSON_LINES: i32 = 20;
/// Compresses what is written: gzip.
pub const XENG_WRITE_GZIP: u32 = 1;
/// Goes on where a file ends: without a header, and with gzip nothing at all if nothing is added.
pub const XENG_WRITE_NO_HEADER: u32 = 2;

extern "C" {
    /// Gets a bearer token for an application.
    pub fn xeng_auth_bearer(client: *mut xeng_client, app: *const xeng_credentials, bearer: *mut *mut xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// Begins a login: gets a request token.
    pub fn xeng_auth_login_begin(client: *mut xeng_client, app: *const xeng_credentials, callback: *const c_char, login: *mut *mut xeng_login, error: *mut *mut xeng_error) -> i32;
    /// The web address at which the user gives consent.
    pub fn xeng_login_url(login: *const xeng_login) -> *const c_char;
    /// Ends a login: trades the user's consent for an access token.
    pub fn xeng_auth_login_finish(client: *mut xeng_client, login: *mut xeng_login, answer: *const c_char, user: *mut *mut xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// The user's name, once `xeng_auth_login_finish()` has succeeded.
    pub fn xeng_login_screen_name(login: *const xeng_login) -> *const c_char;
    /// Adds an owner to a login.
    pub fn xeng_login_ref(login: *mut xeng_login) -> *mut xeng_login;
    /// Takes an owner away from a login; the last one wipes and frees it.
    pub fn xeng_login_unref(login: *mut xeng_login);
    /// Makes a token worthless: a user's access token, or a bearer token.
    pub fn xeng_auth_invalidate(client: *mut xeng_client, token: *const xeng_credentials, app: *const xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// A new client.
    pub fn xeng_client_new(options: *const xeng_options, client: *mut *mut xeng_client, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a client.
    pub fn xeng_client_ref(client: *mut xeng_client) -> *mut xeng_client;
    /// Takes an owner away from a client; the last one drops what is under way and closes connections.
    ///
    /// In the child of a fork() it frees what is the child's and leaves the parent's connections alone.
    pub fn xeng_client_unref(client: *mut xeng_client);
    /// Sends a request and waits for its result.
    ///
    /// Any number of threads may do so at once on one client. Interrupted requests are retried, and a rate limit is waited for, until the deadline. When the process ends by exit(), whoever waits in this library gets `XENG_ERROR_CANCELLED`, and so does whoever comes later.
    pub fn xeng_client_fetch(client: *mut xeng_client, credentials: *const xeng_credentials, request: *const xeng_request, result: *mut *mut xeng_result, error: *mut *mut xeng_error) -> i32;
    /// Puts a request on its way without waiting; it makes progress whenever somebody calls `xeng_client_dispatch()`, `xeng_client_wait()` or `xeng_client_fetch()`.
    pub fn xeng_client_submit(client: *mut xeng_client, credentials: *const xeng_credentials, request: *const xeng_request, operation: *mut xeng_operation, error: *mut *mut xeng_error) -> i32;
    /// Waits for one submitted operation and takes its outcome.
    pub fn xeng_client_wait(client: *mut xeng_client, operation: xeng_operation, result: *mut *mut xeng_result, error: *mut *mut xeng_error) -> i32;
    /// A descriptor that becomes readable when `xeng_client_dispatch()` or `xeng_client_next_completion()` has something to do. Poll it for reading; never read from it, never close it.
    pub fn xeng_client_fd(client: *const xeng_client) -> i32;
    /// Does what is due: sends, receives, decodes, retries.
    ///
    /// Without a timeout it returns after some milliseconds, even if there is more to do: the descriptor stays readable then.
    pub fn xeng_client_dispatch(client: *mut xeng_client, timeout_ms: i32, error: *mut *mut xeng_error) -> i32;
    /// Takes the outcome of one finished operation, in the order in which they finished.
    ///
    /// Operations for which a thread is in `xeng_client_wait()` are left to that thread.
    pub fn xeng_client_next_completion(client: *mut xeng_client, operation: *mut xeng_operation, result: *mut *mut xeng_result, error: *mut *mut xeng_error) -> i32;
    /// Cancels an operation, from any thread, at once: it finishes with `XENG_ERROR_CANCELLED`.
    pub fn xeng_client_cancel(client: *mut xeng_client, operation: xeng_operation);
    /// Cancels everything that is under way, from any thread, `xeng_client_fetch()` included. Jobs go on: they have `xeng_job_cancel()`.
    pub fn xeng_client_cancel_all(client: *mut xeng_client);
    /// Compares two results by Post and metric: sums over all days and hours, from the first grouping of each that has `tweet.id` and `engagement.type`, as `xeng_result_post_value()` has them. A result without any counts is compared as well: it has no Posts.
    pub fn xeng_comparison_new(before: *const xeng_result, after: *const xeng_result, comparison: *mut *mut xeng_comparison, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a comparison.
    pub fn xeng_comparison_ref(comparison: *mut xeng_comparison) -> *mut xeng_comparison;
    /// Takes an owner away from a comparison; the last one frees it.
    pub fn xeng_comparison_unref(comparison: *mut xeng_comparison);
    /// How many metrics are compared: those that either result has.
    pub fn xeng_comparison_metric_count(comparison: *const xeng_comparison) -> usize;
    /// One of the metrics, in the order of `xeng_metric_at()`.
    pub fn xeng_comparison_metric_at(comparison: *const xeng_comparison, index: usize) -> i32;
    /// How many Posts are compared: those that either result has counts of.
    pub fn xeng_comparison_id_count(comparison: *const xeng_comparison) -> usize;
    /// One of the Posts, in the order of their ids.
    pub fn xeng_comparison_id_at(comparison: *const xeng_comparison, index: usize) -> u64;
    /// The earlier count of a Post, or of all Posts together.
    ///
    /// All Posts together are those of which both counts were delivered, so that a Post which only one side has doesn't look like a change; `xeng_comparison_compared()` tells how many they are.
    pub fn xeng_comparison_before(comparison: *const xeng_comparison, id: u64, metric: i32, value: *mut i64) -> i32;
    /// The later count of a Post, or of all Posts together; otherwise as `xeng_comparison_before()`.
    pub fn xeng_comparison_after(comparison: *const xeng_comparison, id: u64, metric: i32, value: *mut i64) -> i32;
    /// By how much a count changed: after minus before, divided by before.
    pub fn xeng_comparison_change(comparison: *const xeng_comparison, id: u64, metric: i32, change: *mut f64) -> i32;
    /// Of how many Posts both counts of a metric were delivered.
    pub fn xeng_comparison_compared(comparison: *const xeng_comparison, metric: i32) -> usize;
    /// Credentials in user context: OAuth 1.0a with a user's access token.
    ///
    /// Every argument must be non-empty UTF-8 without control characters.
    pub fn xeng_credentials_new_user(consumer_key: *const c_char, consumer_secret: *const c_char, access_token: *const c_char, access_token_secret: *const c_char, credentials: *mut *mut xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// Credentials of the application alone: OAuth 1.0a with an empty token.
    pub fn xeng_credentials_new_app(consumer_key: *const c_char, consumer_secret: *const c_char, credentials: *mut *mut xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// Credentials of the application alone: a bearer token, used as it is.
    pub fn xeng_credentials_new_bearer(bearer_token: *const c_char, credentials: *mut *mut xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// Credentials from environment variables.
    ///
    /// In this order: `XENGAGE_CONSUMER_KEY`, `XENGAGE_CONSUMER_SECRET`, `XENGAGE_ACCESS_TOKEN` and `XENGAGE_ACCESS_TOKEN_SECRET` give user context; `XENGAGE_BEARER_TOKEN` a bearer; the first two alone the application. A user's token of which a part is missing is an error, even beside a bearer token. An empty variable counts as absent. Not safe while another thread changes the environment.
    pub fn xeng_credentials_from_env(credentials: *mut *mut xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// Credentials from a JSON file that only its owner can read.
    ///
    /// The file holds an object with the members `consumer_key`, `consumer_secret`, `access_token`, `access_token_secret` (user context), the first two of these (application), or `bearer_token`.
    pub fn xeng_credentials_from_file(path: *const c_char, credentials: *mut *mut xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// Writes credentials to a JSON file that only its owner can read (mode 0600).
    ///
    /// The file is replaced as a whole, or not at all.
    pub fn xeng_credentials_save(credentials: *const xeng_credentials, path: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Credentials, with their secrets, as the JSON that `xeng_credentials_from_file()` reads.
    ///
    /// Together with `xeng_credentials_save()` the only way in which secrets leave the library.
    pub fn xeng_credentials_to_json(credentials: *const xeng_credentials, json: *mut *mut c_char, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to credentials.
    pub fn xeng_credentials_ref(credentials: *mut xeng_credentials) -> *mut xeng_credentials;
    /// Takes an owner away from credentials; the last one wipes and frees them.
    pub fn xeng_credentials_unref(credentials: *mut xeng_credentials);
    /// The kind of credentials.
    pub fn xeng_credentials_kind(credentials: *const xeng_credentials) -> i32;
    /// The user id in the access token (the digits before its `-`).
    pub fn xeng_credentials_user_id(credentials: *const xeng_credentials) -> u64;
    /// Adds an owner to an error.
    pub fn xeng_error_ref(error: *mut xeng_error) -> *mut xeng_error;
    /// Takes an owner away from an error; the last one frees it.
    pub fn xeng_error_unref(error: *mut xeng_error);
    /// The error's code.
    pub fn xeng_error_code(error: *const xeng_error) -> i32;
    /// What went wrong and what to do about it, in one or two sentences for a person.
    pub fn xeng_error_message(error: *const xeng_error) -> *const c_char;
    /// The name of an error code, such as "`XENG_ERROR_RATE_LIMITED`".
    pub fn xeng_error_code_name(code: i32) -> *const c_char;
    /// Which rule of the API a `XENG_ERROR_RULE` is about.
    pub fn xeng_error_rule(error: *const xeng_error) -> i32;
    /// The name of a rule, such as "`XENG_RULE_TOO_MANY_IDS`".
    pub fn xeng_error_rule_name(rule: i32) -> *const c_char;
    /// The limit that was overstepped: a count of ids, groupings or hours, a Unix time, as the rule has it.
    pub fn xeng_error_limit(error: *const xeng_error) -> i64;
    /// The offending value as text: an id, a name, a time.
    pub fn xeng_error_value(error: *const xeng_error) -> *const c_char;
    /// The HTTP status of the last answer.
    pub fn xeng_error_http_status(error: *const xeng_error) -> i32;
    /// How many messages the server's answer held.
    pub fn xeng_error_server_message_count(error: *const xeng_error) -> usize;
    /// One of the server's own messages, as it wrote it.
    pub fn xeng_error_server_message(error: *const xeng_error, index: usize) -> *const c_char;
    /// How many Post ids the error concerns.
    pub fn xeng_error_id_count(error: *const xeng_error) -> usize;
    /// One of the Post ids that the error concerns.
    pub fn xeng_error_id_at(error: *const xeng_error, index: usize) -> u64;
    /// When trying again makes sense.
    pub fn xeng_error_retry_at(error: *const xeng_error) -> i64;
    /// How many requests were sent before giving up.
    pub fn xeng_error_attempts(error: *const xeng_error) -> u32;
    /// A new job.
    pub fn xeng_job_new(client: *mut xeng_client, request: *const xeng_request, job: *mut *mut xeng_job, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a job.
    pub fn xeng_job_ref(job: *mut xeng_job) -> *mut xeng_job;
    /// Takes an owner away from a job; the last one cancels what is under way, closes the journal and frees it.
    pub fn xeng_job_unref(job: *mut xeng_job);
    /// Sets a window of any length, instead of the request's.
    ///
    /// It is widened and filled in as `xeng_request_set_window()` says, and cut into windows that the API takes; they touch and don't overlap, so that their counts add up. An open side is filled in when the job first begins, and stays so when it goes on from a journal.
    pub fn xeng_job_set_window(job: *mut xeng_job, start: i64, end: i64, error: *mut *mut xeng_error) -> i32;
    /// Sets a window of any length, given as text.
    pub fn xeng_job_set_window_text(job: *mut xeng_job, start: *const c_char, end: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Adds credentials, with whose eyes some of the ids are seen: an account. All accounts of a job share one rate limit.
    pub fn xeng_job_add_credentials(job: *mut xeng_job, credentials: *const xeng_credentials, account: *mut u32, error: *mut *mut xeng_error) -> i32;
    /// Adds ids to an account. Repeats are asked for once; an id that is given to several accounts is asked for with the one that had it first.
    pub fn xeng_job_add_ids(job: *mut xeng_job, account: u32, ids: *const u64, count: usize, error: *mut *mut xeng_error) -> i32;
    /// Adds the ids of a source, which is read to its end at once.
    pub fn xeng_job_add_ids_from(job: *mut xeng_job, account: u32, next: Option<xeng_ids_fn>, context: *mut c_void, error: *mut *mut xeng_error) -> i32;
    /// Adds the ids of a file, gzipped or not.
    pub fn xeng_job_add_ids_file(job: *mut xeng_job, account: u32, path: *const c_char, format: i32, field: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Makes the job one of several that divide the ids, and the rate limit, among them: each on a machine of its own, each given all ids. Which share an id falls to depends on nothing but the id and `count`. As long as the job lives, its client keeps to that share of the rate limit, at least one request a window.
    pub fn xeng_job_set_share(job: *mut xeng_job, index: u32, count: u32, error: *mut *mut xeng_error) -> i32;
    /// Sets whether pieces come in the order of their ids; by default each comes as soon as it is complete.
    pub fn xeng_job_set_ordered(job: *mut xeng_job, on: i32);
    /// Sets whether metrics for which a Post is certainly too old are left out of its requests; by default the server is asked, and decides. A Post for which nothing is left isn't asked for.
    pub fn xeng_job_set_leave_out_old(job: *mut xeng_job, on: i32);
    /// Sets how long an outage of the server may last before the job stops; by default it waits for as long as it takes. It can be changed at any time, from the thread that runs the job.
    pub fn xeng_job_set_patience_ms(job: *mut xeng_job, patience_ms: u32);
    /// Sets the folder for the job's temporary files, which have no name and take some 30 bytes an id; by default what `TMPDIR` says, else `/tmp`. Small jobs need none.
    pub fn xeng_job_set_temporary_folder(job: *mut xeng_job, path: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets the file that the job's progress is kept in. It is made if it isn't there; if it is, the job goes on from it. No secrets are in it. One process at a time can use it.
    ///
    /// The file is opened when the job begins, and refused with `XENG_ERROR_JOURNAL` then if it is another job's, or is damaged anywhere but at its end. An end that was cut short is repaired.
    pub fn xeng_job_set_journal(job: *mut xeng_job, path: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets who keeps the job's progress, instead of a file: a database, say, in one transaction with what was made of the piece. Its records are called for by `xeng_job_replay()` on going on.
    pub fn xeng_job_set_journal_fn(job: *mut xeng_job, keep: Option<xeng_journal_fn>, context: *mut c_void);
    /// Takes back a record that was given to a `xeng_journal_fn` in an earlier run; in the same order.
    pub fn xeng_job_replay(job: *mut xeng_job, record: *const c_void, size: usize, error: *mut *mut xeng_error) -> i32;
    /// Begins a job, without sending anything yet: nothing can be set up any more. `xeng_job_next()` does so by itself.
    pub fn xeng_job_begin(job: *mut xeng_job, error: *mut *mut xeng_error) -> i32;
    /// What the job will send; it begins for that, without sending anything.
    pub fn xeng_job_plan(job: *mut xeng_job, plan: *mut *mut xeng_plan, error: *mut *mut xeng_error) -> i32;
    /// Hands over a piece as soon as one is complete, and sends and receives meanwhile.
    ///
    /// In an event loop: call it with a timeout of 0 whenever `xeng_client_fd()` is readable, which it is after `xeng_job_begin()`, until it gives no piece. As long as it would give one the descriptor stays readable: a loop that lets a job rest does something else than poll it meanwhile.
    pub fn xeng_job_next(job: *mut xeng_job, timeout_ms: i32, piece: *mut *mut xeng_piece, error: *mut *mut xeng_error) -> i32;
    /// Acknowledges a piece: what was to be done with it is done, and it is not asked for again.
    ///
    /// Each piece once, in any order, whether or not there is a journal. Of a piece that is not finished (`xeng_piece_is_finished()`) nothing is kept: its ids are asked for when the job is gone on with.
    pub fn xeng_job_ack(job: *mut xeng_job, piece: *const xeng_piece, mark: u64, error: *mut *mut xeng_error) -> i32;
    /// The mark of the last acknowledgement, of this run or of an earlier one.
    pub fn xeng_job_mark(job: *const xeng_job) -> u64;
    /// Runs a job to its end and merges all of its pieces into one result, acknowledging them.
    ///
    /// Memory grows with the result. Nothing may have been taken from the job, and it has no journal. Ids of pieces of which nothing was delivered are not in the result; `xeng_job_id_at()` has all.
    pub fn xeng_job_collect(job: *mut xeng_job, result: *mut *mut xeng_result, error: *mut *mut xeng_error) -> i32;
    /// The counts of all pieces acknowledged so far, earlier runs included, of those groupings that have no `tweet.id`: added up.
    pub fn xeng_job_sums(job: *mut xeng_job, result: *mut *mut xeng_result, error: *mut *mut xeng_error) -> i32;
    /// Stops a job gently, from any thread or a signal handler: what is in flight is finished and handed over, nothing else is sent.
    pub fn xeng_job_stop(job: *mut xeng_job);
    /// Stops a job at once, from any thread or a signal handler: what is in flight is dropped.
    pub fn xeng_job_cancel(job: *mut xeng_job);
    /// Whether a job is over.
    pub fn xeng_job_state(job: *const xeng_job) -> i32;
    /// A figure of a job's progress.
    pub fn xeng_job_figure(job: *const xeng_job, figure: i32) -> u64;
    /// How many ids ended in a state.
    pub fn xeng_job_state_count(job: *const xeng_job, state: i32) -> u64;
    /// What a job waits for, when nothing is on its way.
    pub fn xeng_job_waiting(job: *const xeng_job, until: *mut i64) -> i32;
    /// What became of one of the distinct ids, numbered from 0 to `XENG_FIGURE_IDS` - 1. Going through them in order is fast.
    pub fn xeng_job_id_at(job: *const xeng_job, index: u64, id: *mut u64, account: *mut u32, state: *mut i32, reason: *mut i32, error: *mut *mut xeng_error) -> i32;
    /// A reason in words: the last message with which an account's ids got it.
    pub fn xeng_job_reason(job: *const xeng_job, account: u32, reason: i32) -> *const c_char;
    /// What went wrong with an account so that it was stopped; the other accounts go on.
    pub fn xeng_job_account_error(job: *const xeng_job, account: u32) -> *const xeng_error;
    /// What the journal said of itself when the job began: that the end of it was repaired, say.
    pub fn xeng_job_journal_note(job: *const xeng_job) -> *const c_char;
    /// Adds an owner to a plan.
    pub fn xeng_plan_ref(plan: *mut xeng_plan) -> *mut xeng_plan;
    /// Takes an owner away from a plan; the last one frees it.
    pub fn xeng_plan_unref(plan: *mut xeng_plan);
    /// How many ids were given, repeats included.
    pub fn xeng_plan_ids_given(plan: *const xeng_plan) -> u64;
    /// How many distinct ids the job asks for: without repeats, and without those of other shares.
    pub fn xeng_plan_ids(plan: *const xeng_plan) -> u64;
    /// How many pieces the job has.
    pub fn xeng_plan_pieces(plan: *const xeng_plan) -> u64;
    /// How many of the pieces were done in an earlier run.
    pub fn xeng_plan_pieces_done(plan: *const xeng_plan) -> u64;
    /// How many requests the job takes in all, if none is refused: no fewer are possible.
    pub fn xeng_plan_requests(plan: *const xeng_plan) -> u64;
    /// How many requests are still to be sent, if none is refused.
    pub fn xeng_plan_requests_left(plan: *const xeng_plan) -> u64;
    /// How many windows each piece is asked for in.
    pub fn xeng_plan_windows(plan: *const xeng_plan) -> usize;
    /// One of the windows.
    pub fn xeng_plan_window_at(plan: *const xeng_plan, index: usize, start: *mut i64, end: *mut i64) -> i32;
    /// How long the requests that are left take at a rate limit.
    pub fn xeng_plan_seconds(plan: *const xeng_plan, per_minute: u32) -> u64;
    /// Adds an owner to a piece.
    pub fn xeng_piece_ref(piece: *mut xeng_piece) -> *mut xeng_piece;
    /// Takes an owner away from a piece; the last one frees it.
    pub fn xeng_piece_unref(piece: *mut xeng_piece);
    /// A piece's number: the same in every run of a job.
    pub fn xeng_piece_number(piece: *const xeng_piece) -> u64;
    /// The account with whose credentials a piece was asked for.
    pub fn xeng_piece_account(piece: *const xeng_piece) -> u32;
    /// Whether all of a piece was asked for. One whose account was stopped before is handed over, too, so that every id is accounted for; nothing is kept of it on `xeng_job_ack()`, and a job that goes on from a journal asks for it once more.
    pub fn xeng_piece_is_finished(piece: *const xeng_piece) -> i32;
    /// The counts of a piece, over the whole window. In groupings without `tweet.id` they are sums over this piece's Posts; `xeng_job_sums()` has them of all.
    pub fn xeng_piece_result(piece: *const xeng_piece) -> *const xeng_result;
    /// How many ids a piece has.
    pub fn xeng_piece_id_count(piece: *const xeng_piece) -> usize;
    /// One of a piece's ids, in the order in which they were added to the job.
    pub fn xeng_piece_id_at(piece: *const xeng_piece, index: usize) -> u64;
    /// What became of one of a piece's ids.
    pub fn xeng_piece_id_state(piece: *const xeng_piece, index: usize) -> i32;
    /// For which metrics one of a piece's Posts is too old.
    pub fn xeng_piece_id_unsupported(piece: *const xeng_piece, index: usize) -> u32;
    /// Why one of a piece's ids is not `XENG_ID_DELIVERED`.
    pub fn xeng_piece_id_reason(piece: *const xeng_piece, index: usize) -> i32;
    /// Why one of a piece's ids is not `XENG_ID_DELIVERED`, in words.
    pub fn xeng_piece_id_reason_text(piece: *const xeng_piece, index: usize) -> *const c_char;
    /// Opens a ledger, whose file is made if it isn't there, readable for its owner only.
    ///
    /// The file is text, one line for each user and month; other programs may read it.
    pub fn xeng_ledger_open(path: *const c_char, first_day: i32, ledger: *mut *mut xeng_ledger, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a ledger.
    pub fn xeng_ledger_ref(ledger: *mut xeng_ledger) -> *mut xeng_ledger;
    /// Takes an owner away from a ledger; the last one closes its file.
    pub fn xeng_ledger_unref(ledger: *mut xeng_ledger);
    /// Sets how many distinct users a month there may be.
    pub fn xeng_ledger_set_limit(ledger: *mut xeng_ledger, users: u64, refuse: i32);
    /// Counts the user of some credentials, as a client with the ledger does before it sends anything with them.
    pub fn xeng_ledger_count(ledger: *mut xeng_ledger, credentials: *const xeng_credentials, error: *mut *mut xeng_error) -> i32;
    /// How many distinct users there were in a month.
    pub fn xeng_ledger_users(ledger: *mut xeng_ledger, time: i64, users: *mut u64, error: *mut *mut xeng_error) -> i32;
    /// Makes clients count the users whose Posts they read: `xeng_client_fetch()`, `xeng_client_submit()` and jobs.
    pub fn xeng_options_set_ledger(options: *mut xeng_options, ledger: *mut xeng_ledger);
    /// Frees text that the library handed over through a `char **`.
    pub fn xeng_free(memory: *mut c_void);
    /// Overwrites text with zeros, then frees it: for what `xeng_credentials_to_json()` handed over.
    pub fn xeng_free_secret(text: *mut c_char);
    /// Replaces the allocator for all that the library itself allocates.
    ///
    /// Must be the first call into the library, before any handle exists; it is not thread-safe. The three functions must be callable from any thread that uses the library.
    pub fn xeng_set_allocator(malloc_fn: Option<xeng_malloc_fn>, realloc_fn: Option<xeng_realloc_fn>, free_fn: Option<xeng_free_fn>, context: *mut c_void) -> i32;
    /// The endpoint's name as in its path: "totals", "28hr", "historical".
    pub fn xeng_endpoint_name(endpoint: i32) -> *const c_char;
    /// The endpoint of a name.
    pub fn xeng_endpoint_by_name(name: *const c_char) -> i32;
    /// How many Post ids one request to an endpoint takes.
    pub fn xeng_endpoint_max_ids(endpoint: i32) -> usize;
    /// How many metrics the API has; their indices are 0 to count - 1, in the order of the documentation.
    pub fn xeng_metric_count() -> usize;
    /// The metric at an index.
    pub fn xeng_metric_at(index: usize) -> i32;
    /// A metric's name on the wire, such as "impressions".
    pub fn xeng_metric_name(metric: i32) -> *const c_char;
    /// The metric of a name.
    pub fn xeng_metric_by_name(name: *const c_char) -> i32;
    /// Whether an endpoint has a metric.
    pub fn xeng_metric_on_endpoint(metric: i32, endpoint: i32) -> i32;
    /// Whether reading a metric from an endpoint takes the Post's owner's credentials (user context).
    pub fn xeng_metric_needs_user_context(metric: i32, endpoint: i32) -> i32;
    /// A dimension's name on the wire, such as "tweet.id".
    pub fn xeng_dimension_name(dimension: i32) -> *const c_char;
    /// The dimension of a name.
    pub fn xeng_dimension_by_name(name: *const c_char) -> i32;
    /// Whether an endpoint can group by a dimension.
    pub fn xeng_dimension_on_endpoint(dimension: i32, endpoint: i32) -> i32;
    /// Options with every default.
    pub fn xeng_options_new(options: *mut *mut xeng_options, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to options.
    pub fn xeng_options_ref(options: *mut xeng_options) -> *mut xeng_options;
    /// Takes an owner away from options; the last one frees them.
    pub fn xeng_options_unref(options: *mut xeng_options);
    /// Takes over what the environment says: `XENGAGE_BASE_URL`, `XENGAGE_AUTH_URL`, `XENGAGE_CA_FILE`.
    ///
    /// Where only `XENGAGE_BASE_URL` is set and is not X's, it serves as authentication URL, too. An empty variable counts as absent.
    pub fn xeng_options_from_env(options: *mut xeng_options, error: *mut *mut xeng_error) -> i32;
    /// Sets where the API is; by default `https://data-api.x.com`.
    pub fn xeng_options_set_base_url(options: *mut xeng_options, url: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets where tokens are had; by default `https://api.x.com`.
    pub fn xeng_options_set_auth_url(options: *mut xeng_options, url: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets the file of certificates (PEM) to trust instead of the system's.
    ///
    /// The system's are those that libcurl was built to use. Where they don't exist, because it was built on another distribution, they are those that `SSL_CERT_FILE` or `SSL_CERT_DIR` names, else the first there is of the files, then of the folders, in which distributions keep theirs.
    pub fn xeng_options_set_ca_file(options: *mut xeng_options, path: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets the file of certificates (PEM) to trust on a machine that has none of its own: for programs that bring one along.
    pub fn xeng_options_set_fallback_ca_file(options: *mut xeng_options, path: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets the proxy; by default what `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say, and none for a server on a loopback address.
    pub fn xeng_options_set_proxy(options: *mut xeng_options, url: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets what is put before the library's own name in the `User-Agent` header.
    pub fn xeng_options_set_user_agent(options: *mut xeng_options, product: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets how long an operation may take in all; by default 300,000 ms.
    pub fn xeng_options_set_deadline_ms(options: *mut xeng_options, deadline_ms: u32);
    /// Sets how long one attempt to connect may take; by default 10,000 ms.
    pub fn xeng_options_set_connect_timeout_ms(options: *mut xeng_options, timeout_ms: u32);
    /// Sets how long a connection may stay silent before the attempt is given up; by default 60,000 ms.
    pub fn xeng_options_set_stall_timeout_ms(options: *mut xeng_options, timeout_ms: u32);
    /// Sets how often a failing request is sent in all; by default 5. Waiting for a rate limit to reset doesn't count.
    pub fn xeng_options_set_max_attempts(options: *mut xeng_options, attempts: u32);
    /// Sets the contract's rate limit, before the server's headers have told it.
    pub fn xeng_options_set_rate_limit(options: *mut xeng_options, per_minute: u32);
    /// Sets how many requests are under way at once; by default 16.
    pub fn xeng_options_set_max_concurrency(options: *mut xeng_options, requests: u32);
    /// Sets how large an answer may be after decompression; by default 64 MiB.
    pub fn xeng_options_set_max_response_bytes(options: *mut xeng_options, bytes: usize);
    /// Sets the version of HTTP; by default `XENG_HTTP_AUTO`.
    pub fn xeng_options_set_http_version(options: *mut xeng_options, version: i32, error: *mut *mut xeng_error) -> i32;
    /// Sets whether request bodies are sent gzipped; by default they aren't, since X's documentation doesn't say that it takes them.
    pub fn xeng_options_set_compress_requests(options: *mut xeng_options, on: i32);
    /// Sets where log lines go.
    ///
    /// Independently of it, the environment variable `XENGAGE_LOG` (error, warn, info, debug, trace), read when a client is made, sends them to stderr.
    pub fn xeng_options_set_log(options: *mut xeng_options, level: i32, log: Option<xeng_log_fn>, context: *mut c_void);
    /// Reads a Post id from text: decimal digits only, 1 to 2^63 - 1.
    pub fn xeng_post_id_parse(text: *const c_char, id: *mut u64, error: *mut *mut xeng_error) -> i32;
    /// When a Post was made, read from its id.
    pub fn xeng_post_created_ms(id: u64) -> i64;
    /// The smallest id that a Post made at a time can have.
    pub fn xeng_post_first_id_at(unix_ms: i64) -> u64;
    /// A new, empty request.
    pub fn xeng_request_new(endpoint: i32, credentials: *const xeng_credentials, request: *mut *mut xeng_request, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a request.
    pub fn xeng_request_ref(request: *mut xeng_request) -> *mut xeng_request;
    /// Takes an owner away from a request; the last one frees it.
    pub fn xeng_request_unref(request: *mut xeng_request);
    /// A copy that can be changed independently.
    pub fn xeng_request_copy(request: *const xeng_request, copy: *mut *mut xeng_request, error: *mut *mut xeng_error) -> i32;
    /// Sets the time against which ages and "in the future" are judged; by default the machine's clock.
    ///
    /// For repeatable runs against a server with a fixed "now". Call it before setting a window.
    pub fn xeng_request_set_now(request: *mut xeng_request, now: i64);
    /// Sets how long the whole operation may take: queueing, connecting, waiting for a rate limit, retries.
    pub fn xeng_request_set_deadline_ms(request: *mut xeng_request, deadline_ms: u32);
    /// Adds a Post id. An id that is there already is not added again.
    pub fn xeng_request_add_id(request: *mut xeng_request, id: u64, error: *mut *mut xeng_error) -> i32;
    /// Adds Post ids: all of them, or none if one breaks a rule.
    pub fn xeng_request_add_ids(request: *mut xeng_request, ids: *const u64, count: usize, error: *mut *mut xeng_error) -> i32;
    /// Adds a Post id given as decimal text.
    pub fn xeng_request_add_id_text(request: *mut xeng_request, text: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// How many distinct ids the request has.
    pub fn xeng_request_id_count(request: *const xeng_request) -> usize;
    /// One of the request's ids, in the order in which they were added.
    pub fn xeng_request_id_at(request: *const xeng_request, index: usize) -> u64;
    /// Adds a metric. A metric that is there already is not added again.
    pub fn xeng_request_add_metric(request: *mut xeng_request, metric: i32, error: *mut *mut xeng_error) -> i32;
    /// Adds a metric by its name on the wire, such as "impressions".
    pub fn xeng_request_add_metric_name(request: *mut xeng_request, name: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Adds every metric that the endpoint has and the credentials can read.
    pub fn xeng_request_add_all_metrics(request: *mut xeng_request, error: *mut *mut xeng_error) -> i32;
    /// Adds a grouping: a tree in the result with one level for each dimension, in their order.
    pub fn xeng_request_add_grouping(request: *mut xeng_request, name: *const c_char, dimensions: *const i32, count: usize, error: *mut *mut xeng_error) -> i32;
    /// Adds a grouping, its dimensions given as text such as "tweet.id,engagement.type".
    pub fn xeng_request_add_grouping_text(request: *mut xeng_request, name: *const c_char, dimensions: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// Sets the window of a historical request, replacing an earlier one.
    ///
    /// It is widened outward to whole hours, then at most `XENG_MAX_WINDOW_HOURS` long; its end is exclusive. Where one side is left open, it is filled in four weeks from the other, but not beyond the beginning of the present hour nor before 2014-09-01. With both open the server takes the four weeks before now.
    ///
    /// An end within the present hour can't be widened to that hour's end, which is in the future: it is rounded up to the minute, at most to the present one, and the server counts that hour so far.
    pub fn xeng_request_set_window(request: *mut xeng_request, start: i64, end: i64, error: *mut *mut xeng_error) -> i32;
    /// Sets the window, its sides given as ISO 8601 text in UTC: `2026-11-01` or `2026-11-01T17:00:00Z`.
    pub fn xeng_request_set_window_text(request: *mut xeng_request, start: *const c_char, end: *const c_char, error: *mut *mut xeng_error) -> i32;
    /// The window that will be asked for, widened and filled in.
    pub fn xeng_request_window(request: *const xeng_request, start: *mut i64, end: *mut i64) -> i32;
    /// Whether the request is complete: at least one id, one metric and one grouping.
    pub fn xeng_request_check(request: *const xeng_request, error: *mut *mut xeng_error) -> i32;
    /// The JSON that will be sent.
    pub fn xeng_request_to_json(request: *const xeng_request, json: *mut *mut c_char, error: *mut *mut xeng_error) -> i32;
    /// What can be foreseen: Posts too old for a metric, a window that the server may not have.
    pub fn xeng_request_warnings(request: *const xeng_request, warnings: *mut *mut xeng_warnings, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a list of warnings.
    pub fn xeng_warnings_ref(warnings: *mut xeng_warnings) -> *mut xeng_warnings;
    /// Takes an owner away from a list of warnings; the last one frees it.
    pub fn xeng_warnings_unref(warnings: *mut xeng_warnings);
    /// How many warnings there are.
    pub fn xeng_warnings_count(warnings: *const xeng_warnings) -> usize;
    /// The code of a warning.
    pub fn xeng_warnings_code(warnings: *const xeng_warnings, index: usize) -> i32;
    /// A warning in words.
    pub fn xeng_warnings_message(warnings: *const xeng_warnings, index: usize) -> *const c_char;
    /// How many Post ids a warning concerns.
    pub fn xeng_warnings_id_count(warnings: *const xeng_warnings, index: usize) -> usize;
    /// One of the Post ids that a warning concerns.
    pub fn xeng_warnings_id_at(warnings: *const xeng_warnings, index: usize, id_index: usize) -> u64;
    /// Reads a result from the JSON of a response, as the server wrote it.
    ///
    /// What the keys mean is told by their look: dates, two-digit hours, names of metrics, Post ids.
    pub fn xeng_result_from_json(json: *const c_char, size: usize, result: *mut *mut xeng_result, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a result.
    pub fn xeng_result_ref(result: *mut xeng_result) -> *mut xeng_result;
    /// Takes an owner away from a result; the last one frees it.
    pub fn xeng_result_unref(result: *mut xeng_result);
    /// How many groupings the result has.
    pub fn xeng_result_grouping_count(result: *const xeng_result) -> usize;
    /// The name of a grouping; they are in the order of the request.
    pub fn xeng_result_grouping_name(result: *const xeng_result, grouping: usize) -> *const c_char;
    /// The root of a grouping's tree.
    pub fn xeng_result_root(result: *const xeng_result, grouping: usize) -> xeng_node;
    /// The root of the tree of the grouping of a name.
    pub fn xeng_result_root_by_name(result: *const xeng_result, name: *const c_char) -> xeng_node;
    /// How many levels there are below the root of a grouping; the leaves are on the last.
    pub fn xeng_result_depth(result: *const xeng_result, grouping: usize) -> usize;
    /// What the keys of a level are.
    pub fn xeng_result_dimension(result: *const xeng_result, grouping: usize, level: usize) -> i32;
    /// How many leaves a grouping has.
    pub fn xeng_result_leaf_count(result: *const xeng_result, grouping: usize) -> usize;
    /// The grouping that a node belongs to.
    pub fn xeng_result_node_grouping(result: *const xeng_result, node: xeng_node) -> usize;
    /// The level that a node is on.
    pub fn xeng_result_node_level(result: *const xeng_result, node: xeng_node) -> usize;
    /// What a node's key is.
    pub fn xeng_result_node_dimension(result: *const xeng_result, node: xeng_node) -> i32;
    /// A node's parent.
    pub fn xeng_result_parent(result: *const xeng_result, node: xeng_node) -> xeng_node;
    /// How many children a node has.
    pub fn xeng_result_child_count(result: *const xeng_result, node: xeng_node) -> usize;
    /// A child by its place, in the order in which the server sent them.
    pub fn xeng_result_child_at(result: *const xeng_result, node: xeng_node, index: usize) -> xeng_node;
    /// A child by its key as text, as on the wire.
    pub fn xeng_result_child(result: *const xeng_result, node: xeng_node, key: *const c_char) -> xeng_node;
    /// A child by its Post id.
    pub fn xeng_result_child_by_id(result: *const xeng_result, node: xeng_node, id: u64) -> xeng_node;
    /// A child by its metric.
    pub fn xeng_result_child_by_metric(result: *const xeng_result, node: xeng_node, metric: i32) -> xeng_node;
    /// A child by its day.
    pub fn xeng_result_child_by_day(result: *const xeng_result, node: xeng_node, day: i32) -> xeng_node;
    /// A child by its hour.
    pub fn xeng_result_child_by_hour(result: *const xeng_result, node: xeng_node, hour: i32) -> xeng_node;
    /// The node at the end of a path of keys as text.
    pub fn xeng_result_find(result: *const xeng_result, node: xeng_node, keys: *const *const c_char, count: usize) -> xeng_node;
    /// A node's key as text, as on the wire.
    pub fn xeng_result_key(result: *const xeng_result, node: xeng_node) -> *const c_char;
    /// A node's key as a Post id.
    pub fn xeng_result_key_id(result: *const xeng_result, node: xeng_node) -> u64;
    /// A node's key as a metric.
    pub fn xeng_result_key_metric(result: *const xeng_result, node: xeng_node) -> i32;
    /// A node's key as a day.
    pub fn xeng_result_key_day(result: *const xeng_result, node: xeng_node) -> i32;
    /// A node's key as an hour of the day.
    pub fn xeng_result_key_hour(result: *const xeng_result, node: xeng_node) -> i32;
    /// A leaf's count. It can be negative: the server corrects time series so.
    pub fn xeng_result_value(result: *const xeng_result, node: xeng_node, value: *mut i64) -> i32;
    /// A new cursor, which stands before the first node below `node`.
    pub fn xeng_cursor_new(result: *const xeng_result, node: xeng_node, cursor: *mut *mut xeng_cursor, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a cursor.
    pub fn xeng_cursor_ref(cursor: *mut xeng_cursor) -> *mut xeng_cursor;
    /// Takes an owner away from a cursor; the last one frees it.
    pub fn xeng_cursor_unref(cursor: *mut xeng_cursor);
    /// Moves to the next node: into a node's children first, then to its next sibling.
    pub fn xeng_cursor_next(cursor: *mut xeng_cursor) -> xeng_node;
    /// Moves to the next leaf, passing over the nodes above.
    pub fn xeng_cursor_next_leaf(cursor: *mut xeng_cursor) -> xeng_node;
    /// Moves to the next node that is not below the present one.
    pub fn xeng_cursor_skip(cursor: *mut xeng_cursor) -> xeng_node;
    /// The node on a level of the path from the root to where the cursor stands.
    pub fn xeng_cursor_node(cursor: *const xeng_cursor, level: usize) -> xeng_node;
    /// The window that the server says the counts are of; its end is exclusive.
    pub fn xeng_result_window(result: *const xeng_result, start: *mut i64, end: *mut i64) -> i32;
    /// How many ids the result accounts for: all that were asked for, and those that the server named.
    pub fn xeng_result_id_count(result: *const xeng_result) -> usize;
    /// One of the ids that the result accounts for; first those of the request, in its order.
    pub fn xeng_result_id_at(result: *const xeng_result, index: usize) -> u64;
    /// What became of an id.
    pub fn xeng_result_id_state(result: *const xeng_result, id: u64) -> i32;
    /// For which metrics a Post is too old.
    pub fn xeng_result_id_unsupported(result: *const xeng_result, id: u64) -> u32;
    /// How many messages (`errors`) came with the result.
    pub fn xeng_result_message_count(result: *const xeng_result) -> usize;
    /// One of the messages that came with the result, as the server wrote it.
    pub fn xeng_result_message(result: *const xeng_result, index: usize) -> *const c_char;
    /// How many members of the response this version doesn't know.
    pub fn xeng_result_extra_count(result: *const xeng_result) -> usize;
    /// The name of a member that this version doesn't know.
    pub fn xeng_result_extra_name(result: *const xeng_result, index: usize) -> *const c_char;
    /// The value of a member that this version doesn't know, as JSON text without white space around its tokens.
    pub fn xeng_result_extra_json(result: *const xeng_result, index: usize) -> *const c_char;
    /// How many requests were sent to get this result.
    pub fn xeng_result_attempts(result: *const xeng_result) -> u32;
    /// Writes a result as JSON, in the shape in which the server writes one: read back with `xeng_result_from_json()`, it has the same counts and window, and the same ids are unavailable, forbidden, unsupported.
    ///
    /// A count that wasn't delivered is null, or the zero of which a list of unsupported ids says so. What no response says isn't in it: ids that the server said nothing of, the number of requests; nor is what only a merged result can have, an id with counts that is missing in part, or too old for them.
    pub fn xeng_result_to_json(result: *const xeng_result, json: *mut *mut c_char, error: *mut *mut xeng_error) -> i32;
    /// Merges results into one: groupings of one name become one tree, counts of one path are added up, and every id keeps what became of it.
    ///
    /// What wasn't delivered stays apart from zero. In a grouping with `tweet.id`, a path that wasn't delivered in one of the results isn't delivered in the merged one: a part of that Post's count is unknown. In other groupings, which are sums over Posts, it is what was delivered of it, as the server does within a request.
    ///
    /// Of an id with several states it keeps the gravest: unavailable, forbidden, missing, unsupported, delivered. The window is from the earliest start to the latest end.
    pub fn xeng_result_merge(results: *const *const xeng_result, count: usize, merged: *mut *mut xeng_result, error: *mut *mut xeng_error) -> i32;
    /// A Post's count of a metric: the sum of all its days and hours, from the first grouping that has `tweet.id` and `engagement.type`.
    pub fn xeng_result_post_value(result: *const xeng_result, id: u64, metric: i32, value: *mut i64) -> i32;
    /// A Post's engagement rate: engagements divided by impressions, as `xeng_result_post_value()` has them.
    pub fn xeng_result_engagement_rate(result: *const xeng_result, id: u64, rate: *mut f64) -> i32;
    /// What became of an id in a word, such as "forbidden".
    pub fn xeng_id_state_name(state: i32) -> *const c_char;
    /// The sum of a metric over all Posts, days and hours, of what was delivered: from the first grouping that has `engagement.type`.
    pub fn xeng_result_total(result: *const xeng_result, metric: i32, value: *mut i64) -> i32;
    /// The engagement rate of all Posts together: the engagements divided by the impressions of those Posts of which both were delivered.
    pub fn xeng_result_total_rate(result: *const xeng_result, rate: *mut f64) -> i32;
    /// A new, empty series.
    pub fn xeng_series_new(metric: i32, step: i32, utc_offset_s: i32, series: *mut *mut xeng_series, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a series.
    pub fn xeng_series_ref(series: *mut xeng_series) -> *mut xeng_series;
    /// Takes an owner away from a series; the last one frees it.
    pub fn xeng_series_unref(series: *mut xeng_series);
    /// Adds the counts of a result: of the first grouping that has `engagement.type`, days, `tweet.id` if one Post is wanted, and hours if the step or the offset takes them.
    ///
    /// A point that lacks something of a single Post isn't delivered. Over all Posts it is the sum of what was, as the server does it. A result that has nothing of the metric or the Post, or no counts at all, adds nothing.
    ///
    /// Adding takes as long as the result is large, in whatever order results come.
    pub fn xeng_series_add(series: *mut xeng_series, result: *const xeng_result, id: u64, error: *mut *mut xeng_error) -> i32;
    /// How many points a series has: without gaps from the first to the last that anything was said of.
    pub fn xeng_series_count(series: *const xeng_series) -> usize;
    /// When each point's hour, day or week begins.
    pub fn xeng_series_times(series: *const xeng_series) -> *const i64;
    /// The sum of each point.
    pub fn xeng_series_values(series: *const xeng_series) -> *const i64;
    /// What is known of a point.
    pub fn xeng_series_state_at(series: *const xeng_series, index: usize) -> i32;
    /// How much of a point's time the windows of the results cover: a week at the window's edge is less than a week. A result that doesn't tell its window covers its points.
    pub fn xeng_series_covered_s(series: *const xeng_series, index: usize) -> u32;
    /// The sum of all points that were delivered.
    pub fn xeng_series_total(series: *const xeng_series) -> i64;
    /// A new table of one grouping of a result.
    ///
    /// Its rows are the counts in the order in which the server sent them. Where a grouping has no time in it, each id that the result accounts for and each metric that was asked for have a count: those that the server left out come last, as not delivered. What was asked for isn't known of a result read from JSON: then the metrics are those that it has.
    pub fn xeng_table_new(result: *const xeng_result, grouping: usize, form: i32, table: *mut *mut xeng_table, error: *mut *mut xeng_error) -> i32;
    /// A new table of one grouping of a job's piece: of its request, so that it has the same columns for every piece of a job, whatever was delivered, but for a `day` that the server adds to hours.
    ///
    /// Posts are in the order of the piece where they are the grouping's first dimension, what was left out of each right behind it. Ids of an unfinished piece that failed have no rows. The first words of `engagement_type` are the metrics of the request, in its order. In groupings without `tweet.id` counts are sums over this piece's Posts; `xeng_job_sums()` has them of all.
    pub fn xeng_table_of_piece(piece: *const xeng_piece, grouping: usize, form: i32, table: *mut *mut xeng_table, error: *mut *mut xeng_error) -> i32;
    /// A new table of what became of the ids of a result: `tweet_id`, `state` in a word.
    pub fn xeng_table_of_ids(result: *const xeng_result, table: *mut *mut xeng_table, error: *mut *mut xeng_error) -> i32;
    /// A new table of what became of the ids of a piece: `tweet_id`, `state` in a word, `reason` in words, which are none ("") for what was delivered.
    pub fn xeng_table_of_piece_ids(piece: *const xeng_piece, table: *mut *mut xeng_table, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a table.
    pub fn xeng_table_ref(table: *mut xeng_table) -> *mut xeng_table;
    /// Takes an owner away from a table; the last one frees it.
    pub fn xeng_table_unref(table: *mut xeng_table);
    /// How many rows a table has: the length of every array.
    pub fn xeng_table_row_count(table: *const xeng_table) -> usize;
    /// How many columns a table has.
    pub fn xeng_table_column_count(table: *const xeng_table) -> usize;
    /// The place of the column of a name.
    pub fn xeng_table_column_by_name(table: *const xeng_table, name: *const c_char) -> usize;
    /// A column's name, such as "tweet_id", "value", or in wide form "impressions".
    pub fn xeng_table_column_name(table: *const xeng_table, column: usize) -> *const c_char;
    /// What a column's array is made of.
    pub fn xeng_table_column_type(table: *const xeng_table, column: usize) -> i32;
    /// Which metric a column has the counts of, in wide form.
    pub fn xeng_table_column_metric(table: *const xeng_table, column: usize) -> i32;
    /// A column's array.
    pub fn xeng_table_column_data(table: *const xeng_table, column: usize) -> *const c_void;
    /// Which rows of a column have a value: bit `i % 8`, from the least on, of byte `i / 8` is set if row `i` has.
    pub fn xeng_table_column_validity(table: *const xeng_table, column: usize) -> *const u8;
    /// How many rows of a column have no value.
    pub fn xeng_table_column_null_count(table: *const xeng_table, column: usize) -> usize;
    /// How many words a `XENG_COLUMN_WORD` column is made of.
    pub fn xeng_table_word_count(table: *const xeng_table, column: usize) -> usize;
    /// One of the words that a `XENG_COLUMN_WORD` column is made of.
    pub fn xeng_table_word(table: *const xeng_table, column: usize, word: usize) -> *const c_char;
    /// The Post ids of all rows: the column `tweet_id`.
    pub fn xeng_table_ids(table: *const xeng_table) -> *const i64;
    /// The metrics of all rows, as `XENG_METRIC_` numbers; 0 for one that this version doesn't know.
    pub fn xeng_table_metrics(table: *const xeng_table) -> *const i32;
    /// The times of all rows: when the hour, or the day where there are no hours, begins.
    pub fn xeng_table_times(table: *const xeng_table) -> *const i64;
    /// The counts of all rows in long form: the column `value`.
    pub fn xeng_table_values(table: *const xeng_table) -> *const i64;
    /// A new, empty ranking.
    pub fn xeng_top_new(by: i32, most: usize, top: *mut *mut xeng_top, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a ranking.
    pub fn xeng_top_ref(top: *mut xeng_top) -> *mut xeng_top;
    /// Takes an owner away from a ranking; the last one frees it.
    pub fn xeng_top_unref(top: *mut xeng_top);
    /// Ranks the Posts of a result. A Post whose count isn't delivered, or whose rate can't be known, is left out.
    ///
    /// The counts of a Post are all in one result, as those of a job's pieces are: they are not added up over several calls.
    pub fn xeng_top_add(top: *mut xeng_top, result: *const xeng_result, error: *mut *mut xeng_error) -> i32;
    /// How many Posts are ranked.
    pub fn xeng_top_count(top: *const xeng_top) -> usize;
    /// One of the Posts, the best first; of equals the one with the lower id.
    pub fn xeng_top_id_at(top: *mut xeng_top, rank: usize) -> u64;
    /// The count by which a Post is ranked; with `XENG_TOP_ENGAGEMENT_RATE` its engagements.
    pub fn xeng_top_value_at(top: *mut xeng_top, rank: usize) -> i64;
    /// The engagement rate by which a Post is ranked.
    pub fn xeng_top_rate_at(top: *mut xeng_top, rank: usize) -> f64;
    /// The version of the library that runs, as text such as "0.1.0".
    pub fn xeng_version() -> *const c_char;
    /// The version of the library that runs, in the form of `XENG_VERSION_NUMBER`.
    pub fn xeng_version_number() -> u32;
    /// A new writer.
    pub fn xeng_writer_new(request: *const xeng_request, format: i32, form: i32, flags: u32, writer: *mut *mut xeng_writer, error: *mut *mut xeng_error) -> i32;
    /// A new writer for a result whose request isn't at hand: columns are those of the request that the result answers or, if it was read from JSON, of the groupings and metrics that it has. The result is not added yet.
    pub fn xeng_writer_new_for_result(result: *const xeng_result, format: i32, form: i32, flags: u32, writer: *mut *mut xeng_writer, error: *mut *mut xeng_error) -> i32;
    /// Adds an owner to a writer.
    pub fn xeng_writer_ref(writer: *mut xeng_writer) -> *mut xeng_writer;
    /// Takes an owner away from a writer; the last one frees it.
    pub fn xeng_writer_unref(writer: *mut xeng_writer);
    /// Adds all groupings of a result. Everything that was added before must have been taken with `xeng_writer_next()`. Behind the counts, JSON lines tell of each id that is not `XENG_ID_DELIVERED` its state, as `{"tweet_id":"…","state":"unavailable"}`. A grouping without `tweet.id` that the result hasn't got is one of which nothing was delivered.
    pub fn xeng_writer_add_result(writer: *mut xeng_writer, result: *const xeng_result, error: *mut *mut xeng_error) -> i32;
    /// Adds the groupings with `tweet.id` of a job's piece; the others come at the job's end, from `xeng_job_sums()`, by `xeng_writer_add_result()`. Behind the counts, JSON lines tell of each id that is not `XENG_ID_DELIVERED` its state and the reason, as `{"tweet_id":"…","state":"unavailable","reason":"…"}`.
    pub fn xeng_writer_add_piece(writer: *mut xeng_writer, piece: *const xeng_piece, error: *mut *mut xeng_error) -> i32;
    /// Makes what was added up to now stand for itself: with `XENG_WRITE_GZIP` a member of the gzip file ends behind it, so that a file that is cut there is whole. Without, there is nothing to do. No member is empty: if nothing was added since the last, none ends.
    pub fn xeng_writer_flush(writer: *mut xeng_writer, error: *mut *mut xeng_error) -> i32;
    /// Nothing more is added: what is left can be taken with `xeng_writer_next()`. A header is written even if nothing was added, and with gzip a member.
    pub fn xeng_writer_finish(writer: *mut xeng_writer, error: *mut *mut xeng_error) -> i32;
    /// The next bytes, some 64 KiB at a time.
    pub fn xeng_writer_next(writer: *mut xeng_writer, bytes: *mut *const c_void, size: *mut usize, error: *mut *mut xeng_error) -> i32;
}
