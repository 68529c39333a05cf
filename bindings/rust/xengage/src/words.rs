// The words of the API as enumerations; written by bindings/describe/emit_rust.py, not by hand.

use xengage_sys as sys;

/// What kind of error it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument is NULL, malformed or out of range.
    InvalidArgument,
    /// The request would break a rule of the API; `xeng_error_rule()` says which.
    Rule,
    /// The call doesn't fit what the object has been through: an operation that is already over, say.
    State,
    /// The client was made before a fork() and is used in the child.
    Forked,
    /// Memory ran out.
    NoMemory,
    /// The operating system refused something: a file, a descriptor.
    System,
    /// A credentials file is unreadable, malformed, or readable by others than its owner.
    CredentialsFile,
    /// The cryptographic library failed.
    Crypto,
    /// A journal is another job's, damaged, or in use by another process.
    Journal,
    /// A file of ids is unreadable or malformed.
    Input,
    /// A ledger's file is unreadable or malformed.
    Ledger,
    /// The ledger's limit of distinct users a month is reached, and it was told to refuse then.
    LedgerLimit,
    /// The connection could not be made, or broke.
    Network,
    /// The host's name could not be resolved.
    Dns,
    /// The TLS handshake failed, or the server's certificate is not to be trusted.
    Tls,
    /// The deadline passed.
    Deadline,
    /// The operation was cancelled.
    Cancelled,
    /// The answer is not what the API promises: cut short, not JSON, of another shape.
    Protocol,
    /// The answer is larger, or nested deeper, than the client's limits allow.
    TooLarge,
    /// The server sent a redirect; they are not followed, since credentials go to no other host.
    Redirect,
    /// The server found the request malformed (400).
    BadRequest,
    /// The credentials were not accepted (401).
    Unauthorized,
    /// The credentials may not read some of the Posts (403): `xeng_error_id_at()` lists them if named.
    ForbiddenPosts,
    /// The credentials may not read some of the metrics (403).
    ForbiddenMetrics,
    /// The application may not use this API, or this part of it (403).
    Forbidden,
    /// No such resource (404): most often a wrong base URL.
    NotFound,
    /// The Posts are deleted, protected or otherwise not available.
    UnavailablePosts,
    /// The Posts are too old for the metrics that were asked for.
    UnsupportedPosts,
    /// Too many requests (429); `xeng_error_retry_at()` says when to try again, where known.
    RateLimited,
    /// The server refused in a way that this version of xengage has no code for.
    Refused,
    /// The server, or a proxy before it, failed (5xx) or waited too long for the request (408).
    Server,
    /// A code that this version of the binding doesn't know; it is in `Error::code`.
    Other,
}

impl ErrorKind {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_ERROR_INVALID_ARGUMENT => Self::InvalidArgument,
            sys::XENG_ERROR_RULE => Self::Rule,
            sys::XENG_ERROR_STATE => Self::State,
            sys::XENG_ERROR_FORKED => Self::Forked,
            sys::XENG_ERROR_NO_MEMORY => Self::NoMemory,
            sys::XENG_ERROR_SYSTEM => Self::System,
            sys::XENG_ERROR_CREDENTIALS_FILE => Self::CredentialsFile,
            sys::XENG_ERROR_CRYPTO => Self::Crypto,
            sys::XENG_ERROR_JOURNAL => Self::Journal,
            sys::XENG_ERROR_INPUT => Self::Input,
            sys::XENG_ERROR_LEDGER => Self::Ledger,
            sys::XENG_ERROR_LEDGER_LIMIT => Self::LedgerLimit,
            sys::XENG_ERROR_NETWORK => Self::Network,
            sys::XENG_ERROR_DNS => Self::Dns,
            sys::XENG_ERROR_TLS => Self::Tls,
            sys::XENG_ERROR_DEADLINE => Self::Deadline,
            sys::XENG_ERROR_CANCELLED => Self::Cancelled,
            sys::XENG_ERROR_PROTOCOL => Self::Protocol,
            sys::XENG_ERROR_TOO_LARGE => Self::TooLarge,
            sys::XENG_ERROR_REDIRECT => Self::Redirect,
            sys::XENG_ERROR_BAD_REQUEST => Self::BadRequest,
            sys::XENG_ERROR_UNAUTHORIZED => Self::Unauthorized,
            sys::XENG_ERROR_FORBIDDEN_POSTS => Self::ForbiddenPosts,
            sys::XENG_ERROR_FORBIDDEN_METRICS => Self::ForbiddenMetrics,
            sys::XENG_ERROR_FORBIDDEN => Self::Forbidden,
            sys::XENG_ERROR_NOT_FOUND => Self::NotFound,
            sys::XENG_ERROR_UNAVAILABLE_POSTS => Self::UnavailablePosts,
            sys::XENG_ERROR_UNSUPPORTED_POSTS => Self::UnsupportedPosts,
            sys::XENG_ERROR_RATE_LIMITED => Self::RateLimited,
            sys::XENG_ERROR_REFUSED => Self::Refused,
            sys::XENG_ERROR_SERVER => Self::Server,
            _ => return None,
        })
    }
}

/// A rule of the API that a request can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Rule {
    /// More Post ids than the endpoint takes.
    TooManyIds,
    /// A Post id that is not a positive 63-bit decimal number.
    BadId,
    /// No Post id to ask for.
    NoIds,
    /// A metric that the API doesn't have.
    UnknownMetric,
    /// A metric that this endpoint doesn't have.
    MetricNotOnEndpoint,
    /// A metric that these credentials can't read.
    MetricNeedsUserContext,
    /// An endpoint that these credentials can't read.
    EndpointNeedsUserContext,
    /// No metric to ask for.
    NoMetrics,
    /// More groupings than a request takes.
    TooManyGroupings,
    /// A grouping name that is empty, too long, or has characters that it can't have.
    BadGroupingName,
    /// A grouping name that the response uses for something else.
    ReservedGroupingName,
    /// Two groupings of one name.
    DuplicateGroupingName,
    /// A dimension that the API doesn't have.
    UnknownDimension,
    /// A dimension that this endpoint doesn't have.
    DimensionNotOnEndpoint,
    /// No dimension in a grouping, or more than it can have, or one of them twice.
    BadDimensions,
    /// Four dimensions in another order than the two allowed ones.
    FourDimensionOrder,
    /// A second grouping of four dimensions.
    SecondFourDimensionGrouping,
    /// No grouping to ask for.
    NoGroupings,
    /// A window on an endpoint that has none.
    WindowNotOnEndpoint,
    /// A window over four weeks, after it was widened to whole hours.
    WindowTooLong,
    /// A window whose end is not after its start.
    WindowEmpty,
    /// A window that ends in the future.
    WindowInFuture,
    /// A window that starts before the first day that the API has.
    WindowTooEarly,
    /// A time that is not ISO 8601 in UTC.
    BadTime,
    /// An endpoint that the API doesn't have.
    UnknownEndpoint,
}

impl Rule {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_RULE_TOO_MANY_IDS => Self::TooManyIds,
            sys::XENG_RULE_BAD_ID => Self::BadId,
            sys::XENG_RULE_NO_IDS => Self::NoIds,
            sys::XENG_RULE_UNKNOWN_METRIC => Self::UnknownMetric,
            sys::XENG_RULE_METRIC_NOT_ON_ENDPOINT => Self::MetricNotOnEndpoint,
            sys::XENG_RULE_METRIC_NEEDS_USER_CONTEXT => Self::MetricNeedsUserContext,
            sys::XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT => Self::EndpointNeedsUserContext,
            sys::XENG_RULE_NO_METRICS => Self::NoMetrics,
            sys::XENG_RULE_TOO_MANY_GROUPINGS => Self::TooManyGroupings,
            sys::XENG_RULE_BAD_GROUPING_NAME => Self::BadGroupingName,
            sys::XENG_RULE_RESERVED_GROUPING_NAME => Self::ReservedGroupingName,
            sys::XENG_RULE_DUPLICATE_GROUPING_NAME => Self::DuplicateGroupingName,
            sys::XENG_RULE_UNKNOWN_DIMENSION => Self::UnknownDimension,
            sys::XENG_RULE_DIMENSION_NOT_ON_ENDPOINT => Self::DimensionNotOnEndpoint,
            sys::XENG_RULE_BAD_DIMENSIONS => Self::BadDimensions,
            sys::XENG_RULE_FOUR_DIMENSION_ORDER => Self::FourDimensionOrder,
            sys::XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING => Self::SecondFourDimensionGrouping,
            sys::XENG_RULE_NO_GROUPINGS => Self::NoGroupings,
            sys::XENG_RULE_WINDOW_NOT_ON_ENDPOINT => Self::WindowNotOnEndpoint,
            sys::XENG_RULE_WINDOW_TOO_LONG => Self::WindowTooLong,
            sys::XENG_RULE_WINDOW_EMPTY => Self::WindowEmpty,
            sys::XENG_RULE_WINDOW_IN_FUTURE => Self::WindowInFuture,
            sys::XENG_RULE_WINDOW_TOO_EARLY => Self::WindowTooEarly,
            sys::XENG_RULE_BAD_TIME => Self::BadTime,
            sys::XENG_RULE_UNKNOWN_ENDPOINT => Self::UnknownEndpoint,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::TooManyIds => sys::XENG_RULE_TOO_MANY_IDS,
            Self::BadId => sys::XENG_RULE_BAD_ID,
            Self::NoIds => sys::XENG_RULE_NO_IDS,
            Self::UnknownMetric => sys::XENG_RULE_UNKNOWN_METRIC,
            Self::MetricNotOnEndpoint => sys::XENG_RULE_METRIC_NOT_ON_ENDPOINT,
            Self::MetricNeedsUserContext => sys::XENG_RULE_METRIC_NEEDS_USER_CONTEXT,
            Self::EndpointNeedsUserContext => sys::XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT,
            Self::NoMetrics => sys::XENG_RULE_NO_METRICS,
            Self::TooManyGroupings => sys::XENG_RULE_TOO_MANY_GROUPINGS,
            Self::BadGroupingName => sys::XENG_RULE_BAD_GROUPING_NAME,
            Self::ReservedGroupingName => sys::XENG_RULE_RESERVED_GROUPING_NAME,
            Self::DuplicateGroupingName => sys::XENG_RULE_DUPLICATE_GROUPING_NAME,
            Self::UnknownDimension => sys::XENG_RULE_UNKNOWN_DIMENSION,
            Self::DimensionNotOnEndpoint => sys::XENG_RULE_DIMENSION_NOT_ON_ENDPOINT,
            Self::BadDimensions => sys::XENG_RULE_BAD_DIMENSIONS,
            Self::FourDimensionOrder => sys::XENG_RULE_FOUR_DIMENSION_ORDER,
            Self::SecondFourDimensionGrouping => sys::XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING,
            Self::NoGroupings => sys::XENG_RULE_NO_GROUPINGS,
            Self::WindowNotOnEndpoint => sys::XENG_RULE_WINDOW_NOT_ON_ENDPOINT,
            Self::WindowTooLong => sys::XENG_RULE_WINDOW_TOO_LONG,
            Self::WindowEmpty => sys::XENG_RULE_WINDOW_EMPTY,
            Self::WindowInFuture => sys::XENG_RULE_WINDOW_IN_FUTURE,
            Self::WindowTooEarly => sys::XENG_RULE_WINDOW_TOO_EARLY,
            Self::BadTime => sys::XENG_RULE_BAD_TIME,
            Self::UnknownEndpoint => sys::XENG_RULE_UNKNOWN_ENDPOINT,
        }
    }
}

/// What can be foreseen about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum WarningKind {
    /// Posts older than 90 days have no impressions and engagements on totals.
    ImpressionsAge,
    /// Posts older than 1800 days have no video views.
    VideoViewsAge,
    /// The window starts more than 365 days ago; the server may not have it.
    WindowAge,
    /// Before 2015-09-15 favorites, replies and retweets are always zero.
    ZeroBefore20150915,
}

impl WarningKind {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_WARNING_IMPRESSIONS_AGE => Self::ImpressionsAge,
            sys::XENG_WARNING_VIDEO_VIEWS_AGE => Self::VideoViewsAge,
            sys::XENG_WARNING_WINDOW_AGE => Self::WindowAge,
            sys::XENG_WARNING_ZERO_BEFORE_2015_09_15 => Self::ZeroBefore20150915,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::ImpressionsAge => sys::XENG_WARNING_IMPRESSIONS_AGE,
            Self::VideoViewsAge => sys::XENG_WARNING_VIDEO_VIEWS_AGE,
            Self::WindowAge => sys::XENG_WARNING_WINDOW_AGE,
            Self::ZeroBefore20150915 => sys::XENG_WARNING_ZERO_BEFORE_2015_09_15,
        }
    }
}

/// A part of the API that counts are asked from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Endpoint {
    /// Counts since the Post was made; 250 ids a request; some metrics without user context.
    Totals,
    /// Counts of the last 28 hours; 25 ids a request.
    Last28Hours,
    /// Counts of a window of up to four weeks; 25 ids a request.
    Historical,
}

impl Endpoint {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_ENDPOINT_TOTALS => Self::Totals,
            sys::XENG_ENDPOINT_28HR => Self::Last28Hours,
            sys::XENG_ENDPOINT_HISTORICAL => Self::Historical,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Totals => sys::XENG_ENDPOINT_TOTALS,
            Self::Last28Hours => sys::XENG_ENDPOINT_28HR,
            Self::Historical => sys::XENG_ENDPOINT_HISTORICAL,
        }
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Metric {
    /// How often the Post was seen.
    Impressions,
    /// How often people interacted with the Post. Not the sum of the other metrics.
    Engagements,
    /// Likes.
    Favorites,
    /// Retweets.
    Retweets,
    /// Quotes; on totals only.
    QuoteTweets,
    /// Replies.
    Replies,
    /// Views of the Post's video, half visible for two seconds.
    VideoViews,
    /// Views of videos, GIFs and images; not on totals.
    MediaViews,
    /// Clicks on media; not on totals.
    MediaEngagements,
    /// Clicks on links; not on totals.
    UrlClicks,
    /// Clicks on hashtags; not on totals.
    HashtagClicks,
    /// Clicks to see the Post's details; not on totals.
    DetailExpands,
    /// Clicks on the Post's own page; not on totals.
    PermalinkClicks,
    /// App installs begun from the Post; not on totals.
    AppInstallAttempts,
    /// Apps opened from the Post; not on totals.
    AppOpens,
    /// How often the Post was sent by e-mail; not on totals.
    EmailTweet,
    /// Follows of the author from the Post; not on totals.
    UserFollows,
    /// Clicks on the author's profile; not on totals.
    UserProfileClicks,
}

impl Metric {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_METRIC_IMPRESSIONS => Self::Impressions,
            sys::XENG_METRIC_ENGAGEMENTS => Self::Engagements,
            sys::XENG_METRIC_FAVORITES => Self::Favorites,
            sys::XENG_METRIC_RETWEETS => Self::Retweets,
            sys::XENG_METRIC_QUOTE_TWEETS => Self::QuoteTweets,
            sys::XENG_METRIC_REPLIES => Self::Replies,
            sys::XENG_METRIC_VIDEO_VIEWS => Self::VideoViews,
            sys::XENG_METRIC_MEDIA_VIEWS => Self::MediaViews,
            sys::XENG_METRIC_MEDIA_ENGAGEMENTS => Self::MediaEngagements,
            sys::XENG_METRIC_URL_CLICKS => Self::UrlClicks,
            sys::XENG_METRIC_HASHTAG_CLICKS => Self::HashtagClicks,
            sys::XENG_METRIC_DETAIL_EXPANDS => Self::DetailExpands,
            sys::XENG_METRIC_PERMALINK_CLICKS => Self::PermalinkClicks,
            sys::XENG_METRIC_APP_INSTALL_ATTEMPTS => Self::AppInstallAttempts,
            sys::XENG_METRIC_APP_OPENS => Self::AppOpens,
            sys::XENG_METRIC_EMAIL_TWEET => Self::EmailTweet,
            sys::XENG_METRIC_USER_FOLLOWS => Self::UserFollows,
            sys::XENG_METRIC_USER_PROFILE_CLICKS => Self::UserProfileClicks,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Impressions => sys::XENG_METRIC_IMPRESSIONS,
            Self::Engagements => sys::XENG_METRIC_ENGAGEMENTS,
            Self::Favorites => sys::XENG_METRIC_FAVORITES,
            Self::Retweets => sys::XENG_METRIC_RETWEETS,
            Self::QuoteTweets => sys::XENG_METRIC_QUOTE_TWEETS,
            Self::Replies => sys::XENG_METRIC_REPLIES,
            Self::VideoViews => sys::XENG_METRIC_VIDEO_VIEWS,
            Self::MediaViews => sys::XENG_METRIC_MEDIA_VIEWS,
            Self::MediaEngagements => sys::XENG_METRIC_MEDIA_ENGAGEMENTS,
            Self::UrlClicks => sys::XENG_METRIC_URL_CLICKS,
            Self::HashtagClicks => sys::XENG_METRIC_HASHTAG_CLICKS,
            Self::DetailExpands => sys::XENG_METRIC_DETAIL_EXPANDS,
            Self::PermalinkClicks => sys::XENG_METRIC_PERMALINK_CLICKS,
            Self::AppInstallAttempts => sys::XENG_METRIC_APP_INSTALL_ATTEMPTS,
            Self::AppOpens => sys::XENG_METRIC_APP_OPENS,
            Self::EmailTweet => sys::XENG_METRIC_EMAIL_TWEET,
            Self::UserFollows => sys::XENG_METRIC_USER_FOLLOWS,
            Self::UserProfileClicks => sys::XENG_METRIC_USER_PROFILE_CLICKS,
        }
    }
}

/// What a grouping has a level of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Dimension {
    /// `tweet.id`: one key a Post.
    TweetId,
    /// `engagement.type`: one key a metric.
    EngagementType,
    /// `engagement.day`: one key a UTC day.
    EngagementDay,
    /// `engagement.hour`: one key an hour of the day, 0 to 23.
    EngagementHour,
}

impl Dimension {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_DIMENSION_TWEET_ID => Self::TweetId,
            sys::XENG_DIMENSION_ENGAGEMENT_TYPE => Self::EngagementType,
            sys::XENG_DIMENSION_ENGAGEMENT_DAY => Self::EngagementDay,
            sys::XENG_DIMENSION_ENGAGEMENT_HOUR => Self::EngagementHour,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::TweetId => sys::XENG_DIMENSION_TWEET_ID,
            Self::EngagementType => sys::XENG_DIMENSION_ENGAGEMENT_TYPE,
            Self::EngagementDay => sys::XENG_DIMENSION_ENGAGEMENT_DAY,
            Self::EngagementHour => sys::XENG_DIMENSION_ENGAGEMENT_HOUR,
        }
    }
}

/// What became of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum IdState {
    /// The server gave all that was asked for about this id.
    Delivered,
    /// The Post is deleted, protected or otherwise not available.
    Unavailable,
    /// The credentials may not read this Post.
    Forbidden,
    /// The Post is too old for some of the metrics; `xeng_result_id_unsupported()` says for which.
    Unsupported,
    /// The server said nothing of this id although it was asked.
    Missing,
    /// In a job only: what was asked about this id has failed, or was never answered.
    Failed,
}

impl IdState {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_ID_DELIVERED => Self::Delivered,
            sys::XENG_ID_UNAVAILABLE => Self::Unavailable,
            sys::XENG_ID_FORBIDDEN => Self::Forbidden,
            sys::XENG_ID_UNSUPPORTED => Self::Unsupported,
            sys::XENG_ID_MISSING => Self::Missing,
            sys::XENG_ID_FAILED => Self::Failed,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Delivered => sys::XENG_ID_DELIVERED,
            Self::Unavailable => sys::XENG_ID_UNAVAILABLE,
            Self::Forbidden => sys::XENG_ID_FORBIDDEN,
            Self::Unsupported => sys::XENG_ID_UNSUPPORTED,
            Self::Missing => sys::XENG_ID_MISSING,
            Self::Failed => sys::XENG_ID_FAILED,
        }
    }
}

/// The kind of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CredentialsKind {
    /// OAuth 1.0a with a user's access token: reads what that user owns.
    User,
    /// OAuth 1.0a with the application's keys only: public metrics on totals.
    App,
    /// OAuth 2.0 bearer token of an application: public metrics on totals.
    Bearer,
}

impl CredentialsKind {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_CREDENTIALS_USER => Self::User,
            sys::XENG_CREDENTIALS_APP => Self::App,
            sys::XENG_CREDENTIALS_BEARER => Self::Bearer,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::User => sys::XENG_CREDENTIALS_USER,
            Self::App => sys::XENG_CREDENTIALS_APP,
            Self::Bearer => sys::XENG_CREDENTIALS_BEARER,
        }
    }
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LogLevel {
    /// Log nothing.
    Off,
    /// Log failures.
    Error,
    /// Log retries and waiting, too.
    Warn,
    /// Log one line a request, too.
    Info,
    /// Log decisions (signing time, rate limit, connection reuse), too.
    Debug,
    /// Log headers and request bodies, too; secrets are redacted at every level.
    Trace,
}

impl LogLevel {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_LOG_OFF => Self::Off,
            sys::XENG_LOG_ERROR => Self::Error,
            sys::XENG_LOG_WARN => Self::Warn,
            sys::XENG_LOG_INFO => Self::Info,
            sys::XENG_LOG_DEBUG => Self::Debug,
            sys::XENG_LOG_TRACE => Self::Trace,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Off => sys::XENG_LOG_OFF,
            Self::Error => sys::XENG_LOG_ERROR,
            Self::Warn => sys::XENG_LOG_WARN,
            Self::Info => sys::XENG_LOG_INFO,
            Self::Debug => sys::XENG_LOG_DEBUG,
            Self::Trace => sys::XENG_LOG_TRACE,
        }
    }
}

/// The form of a file of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum IdFormat {
    /// A file of ids: the look of its first line decides; JSON lines and CSV need a field's name.
    Auto,
    /// One id a line; blanks around it, empty lines and lines that begin with `#` are ignored.
    Plain,
    /// CSV (RFC 4180) whose first record names the columns.
    Csv,
    /// A JSON object a line; the field is a string or an integer.
    JsonLines,
}

impl IdFormat {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_IDS_AUTO => Self::Auto,
            sys::XENG_IDS_PLAIN => Self::Plain,
            sys::XENG_IDS_CSV => Self::Csv,
            sys::XENG_IDS_JSON_LINES => Self::JsonLines,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Auto => sys::XENG_IDS_AUTO,
            Self::Plain => sys::XENG_IDS_PLAIN,
            Self::Csv => sys::XENG_IDS_CSV,
            Self::JsonLines => sys::XENG_IDS_JSON_LINES,
        }
    }
}

/// Whether a job is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum JobState {
    /// The job still has something to do.
    Open,
    /// Every id is settled and every piece was handed over.
    Complete,
    /// It was stopped, or had to stop, before its end; what is left can be gone on with.
    Stopped,
}

impl JobState {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_JOB_OPEN => Self::Open,
            sys::XENG_JOB_COMPLETE => Self::Complete,
            sys::XENG_JOB_STOPPED => Self::Stopped,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Open => sys::XENG_JOB_OPEN,
            Self::Complete => sys::XENG_JOB_COMPLETE,
            Self::Stopped => sys::XENG_JOB_STOPPED,
        }
    }
}

/// What a job waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Wait {
    /// For the rate limit.
    RateLimit,
    /// For a server that is down or out of reach; a request is sent now and then to find out.
    Outage,
}

impl Wait {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_WAIT_RATE_LIMIT => Self::RateLimit,
            sys::XENG_WAIT_OUTAGE => Self::Outage,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::RateLimit => sys::XENG_WAIT_RATE_LIMIT,
            Self::Outage => sys::XENG_WAIT_OUTAGE,
        }
    }
}

/// A figure of a job's progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Figure {
    /// Distinct ids.
    Ids,
    /// Ids of which it is known what became of them, earlier runs included.
    IdsSettled,
    /// Pieces in all.
    Pieces,
    /// Pieces that were acknowledged, earlier runs included.
    PiecesDone,
    /// Requests that were answered or given up in this run, retries not counted.
    Requests,
    /// Requests of this run that were sent again: after a failure or for the rate limit.
    Retries,
    /// Requests that are under way or queued for their turn.
    InFlight,
    /// Bytes of request bodies that were sent in this run.
    BytesSent,
    /// Bytes of response bodies that were received in this run, as they came over the wire.
    BytesReceived,
    /// Requests a minute that the server allows this job, as far as it is known; else 0.
    RateLimit,
    /// Requests that will still be sent, as far as it can be foreseen.
    RequestsLeft,
}

impl Figure {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_FIGURE_IDS => Self::Ids,
            sys::XENG_FIGURE_IDS_SETTLED => Self::IdsSettled,
            sys::XENG_FIGURE_PIECES => Self::Pieces,
            sys::XENG_FIGURE_PIECES_DONE => Self::PiecesDone,
            sys::XENG_FIGURE_REQUESTS => Self::Requests,
            sys::XENG_FIGURE_RETRIES => Self::Retries,
            sys::XENG_FIGURE_IN_FLIGHT => Self::InFlight,
            sys::XENG_FIGURE_BYTES_SENT => Self::BytesSent,
            sys::XENG_FIGURE_BYTES_RECEIVED => Self::BytesReceived,
            sys::XENG_FIGURE_RATE_LIMIT => Self::RateLimit,
            sys::XENG_FIGURE_REQUESTS_LEFT => Self::RequestsLeft,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Ids => sys::XENG_FIGURE_IDS,
            Self::IdsSettled => sys::XENG_FIGURE_IDS_SETTLED,
            Self::Pieces => sys::XENG_FIGURE_PIECES,
            Self::PiecesDone => sys::XENG_FIGURE_PIECES_DONE,
            Self::Requests => sys::XENG_FIGURE_REQUESTS,
            Self::Retries => sys::XENG_FIGURE_RETRIES,
            Self::InFlight => sys::XENG_FIGURE_IN_FLIGHT,
            Self::BytesSent => sys::XENG_FIGURE_BYTES_SENT,
            Self::BytesReceived => sys::XENG_FIGURE_BYTES_RECEIVED,
            Self::RateLimit => sys::XENG_FIGURE_RATE_LIMIT,
            Self::RequestsLeft => sys::XENG_FIGURE_REQUESTS_LEFT,
        }
    }
}

/// What a record of a job's journal is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RecordKind {
    /// A record that is to be kept until its piece is done.
    Keep,
    /// A record that is to be kept; all others of its piece can be dropped.
    Done,
}

impl RecordKind {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_JOURNAL_KEEP => Self::Keep,
            sys::XENG_JOURNAL_DONE => Self::Done,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Keep => sys::XENG_JOURNAL_KEEP,
            Self::Done => sys::XENG_JOURNAL_DONE,
        }
    }
}

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Form {
    /// A row is a count: a column for each dimension of the grouping, and `value`.
    Long,
    /// A row is a Post, a day, an hour: a column for each other dimension, and one for each metric.
    Wide,
}

impl Form {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_FORM_LONG => Self::Long,
            sys::XENG_FORM_WIDE => Self::Wide,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Long => sys::XENG_FORM_LONG,
            Self::Wide => sys::XENG_FORM_WIDE,
        }
    }
}

/// What a writer writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TextFormat {
    /// CSV (RFC 4180, but lines end in LF), with a header.
    Csv,
    /// A JSON object a line; ids as strings, since many readers of JSON round large numbers.
    JsonLines,
}

impl TextFormat {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_WRITE_CSV => Self::Csv,
            sys::XENG_WRITE_JSON_LINES => Self::JsonLines,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Csv => sys::XENG_WRITE_CSV,
            Self::JsonLines => sys::XENG_WRITE_JSON_LINES,
        }
    }
}

/// How much time a point of a series is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Step {
    /// A point is an hour.
    Hour,
    /// A point is a day.
    Day,
    /// A point is a week, from Monday on.
    Week,
}

impl Step {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_STEP_HOUR => Self::Hour,
            sys::XENG_STEP_DAY => Self::Day,
            sys::XENG_STEP_WEEK => Self::Week,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Hour => sys::XENG_STEP_HOUR,
            Self::Day => sys::XENG_STEP_DAY,
            Self::Week => sys::XENG_STEP_WEEK,
        }
    }
}

/// The version of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum HttpVersion {
    /// HTTP/2 where the server offers it over TLS, else HTTP/1.1.
    Auto,
    /// HTTP/1.1 only.
    Http11,
}

impl HttpVersion {
    #[allow(dead_code)]
    pub(crate) fn from_raw(number: i32) -> Option<Self> {
        Some(match number {
            sys::XENG_HTTP_AUTO => Self::Auto,
            sys::XENG_HTTP_1_1 => Self::Http11,
            _ => return None,
        })
    }

    #[allow(dead_code)]
    pub(crate) fn raw(self) -> i32 {
        match self {
            Self::Auto => sys::XENG_HTTP_AUTO,
            Self::Http11 => sys::XENG_HTTP_1_1,
        }
    }
}
