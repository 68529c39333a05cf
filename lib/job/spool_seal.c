/* Sealing: repeats and other shares' ids dropped, the rest in lanes. */
#include <string.h>

#include <openssl/evp.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/spool.h"
#include "job/spool_parts.h"

enum {
    AT_ONCE = 512, /* ids that are hashed and stored together */
    LANE_BYTES = 16,
    LANE_KEY_SHIFT = XENG__SPOOL_SEQUENCE_BITS - 1,
    SEQUENCE_SHIFT = XENG__SPOOL_ID_BITS
};

/* The first half: by id. */
struct gathering {
    xeng__spool *spool;
    const xeng__spool_rules *rules;
    uint64_t previous; /* 0 is no id */
};

/* The second half: by lane. */
struct arranging {
    xeng__spool *spool;
    EVP_MD_CTX *digest;
    uint64_t lane_key; /* account and kind of the last lane */
    uint64_t ids[AT_ONCE];
    size_t count;
};

static const xeng__sort_sizes sizes = XENG__SORT_SIZES;

uint32_t xeng__share_of(uint64_t id, uint32_t shares)
{
    uint64_t mixed = id;
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
    mixed ^= mixed >> 31;
    return (uint32_t)((mixed >> 32) * shares >> 32);
}

/* Of the keys of one id, the one that was added first comes first. */
static int32_t gather(void *context, const xeng__sort_key *given, xeng_error **error)
{
    struct gathering *gathering = context;
    const xeng__spool_rules *rules = gathering->rules;
    uint64_t id = given->high;
    if (id == gathering->previous) {
        return XENG_OK;
    }
    gathering->previous = id;
    if (xeng__share_of(id, rules->shares) != rules->share) {
        return XENG_OK;
    }
    uint64_t kind = rules->kind == NULL ? 0 : rules->kind(rules->kind_context, id);
    uint64_t account = given->low & xeng__spool_low_bits(XENG__SPOOL_ACCOUNT_BITS);
    uint64_t sequence = given->low >> XENG__SPOOL_ACCOUNT_BITS;
    uint64_t lane_key = account << XENG__SPOOL_KIND_BITS | kind;
    /* The last bit of the sequence has no room beside the others. */
    xeng__sort_key laned = {.high = lane_key << LANE_KEY_SHIFT | sequence >> 1,
                            .low = sequence << SEQUENCE_SHIFT | id};
    return xeng__store_append(&gathering->spool->laned, &laned, sizeof laned, error);
}

static int32_t gather_all(xeng__spool *spool, const xeng__spool_rules *rules, xeng_error **error)
{
    struct gathering gathering = {spool, rules, 0};
    int32_t code = xeng__sort(&spool->given, &sizes, gather, &gathering, error);
    if (code != XENG_OK) {
        xeng__store_free(&spool->laned);
        return code;
    }
    xeng__store_free(&spool->given);
    spool->is_laned = true;
    return XENG_OK;
}

static void put_little_endian(unsigned char *bytes, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (unsigned char)(number >> 8 * i);
    }
}

static int32_t hash(EVP_MD_CTX *digest, const unsigned char *bytes, size_t size, xeng_error **error)
{
    return EVP_DigestUpdate(digest, bytes, size) == 1
               ? XENG_OK
               : xeng__fail(error, XENG_ERROR_CRYPTO,
                            "OpenSSL could not make the SHA-256 digest of the job's ids");
}

/* Hashes and stores the ids that are waiting for it. */
static int32_t let_go(struct arranging *arranging, xeng_error **error)
{
    unsigned char bytes[AT_ONCE * sizeof(uint64_t)];
    for (size_t i = 0; i < arranging->count; i++) {
        put_little_endian(bytes + i * sizeof(uint64_t), arranging->ids[i], sizeof(uint64_t));
    }
    size_t size = arranging->count * sizeof(uint64_t);
    arranging->count = 0;
    int32_t code = hash(arranging->digest, bytes, size, error);
    return code == XENG_OK ? xeng__store_append(&arranging->spool->ids, arranging->ids, size, error)
                           : code;
}

static int32_t begin_lane(struct arranging *arranging, uint64_t lane_key, xeng_error **error)
{
    xeng__spool *spool = arranging->spool;
    if (!xeng__grow((void **)&spool->lanes, &spool->lane_capacity, spool->lane_count,
                    sizeof *spool->lanes)) {
        return xeng__fail_no_memory(error);
    }
    const xeng__lane *last = spool->lane_count == 0 ? NULL : &spool->lanes[spool->lane_count - 1];
    spool->lanes[spool->lane_count] =
        (xeng__lane){.account = (uint32_t)(lane_key >> XENG__SPOOL_KIND_BITS),
                     .kind = (uint32_t)(lane_key & xeng__spool_low_bits(XENG__SPOOL_KIND_BITS)),
                     .first = last == NULL ? 0 : last->first + last->count};
    spool->lane_count++;
    arranging->lane_key = lane_key;
    return XENG_OK;
}

static int32_t arrange(void *context, const xeng__sort_key *laned, xeng_error **error)
{
    struct arranging *arranging = context;
    xeng__spool *spool = arranging->spool;
    uint64_t lane_key = laned->high >> LANE_KEY_SHIFT;
    int32_t code = XENG_OK;
    if (spool->lane_count == 0 || lane_key != arranging->lane_key) {
        code = begin_lane(arranging, lane_key, error);
    }
    if (code == XENG_OK && arranging->count == AT_ONCE) {
        code = let_go(arranging, error);
    }
    if (code == XENG_OK) {
        arranging->ids[arranging->count++] = laned->low & xeng__spool_low_bits(XENG__SPOOL_ID_BITS);
        spool->lanes[spool->lane_count - 1].count++;
    }
    return code;
}

/* The lanes follow the ids, and their number is last: read from its end, it is clear what is what.
 */
static int32_t finish_digest(struct arranging *arranging, xeng_error **error)
{
    xeng__spool *spool = arranging->spool;
    unsigned char bytes[LANE_BYTES];
    int32_t code = XENG_OK;
    for (size_t i = 0; i < spool->lane_count && code == XENG_OK; i++) {
        put_little_endian(bytes, spool->lanes[i].account, 4);
        put_little_endian(bytes + 4, spool->lanes[i].kind, 4);
        put_little_endian(bytes + 8, spool->lanes[i].count, 8);
        code = hash(arranging->digest, bytes, sizeof bytes, error);
    }
    put_little_endian(bytes, spool->lane_count, 8);
    code = code == XENG_OK ? hash(arranging->digest, bytes, 8, error) : code;
    if (code == XENG_OK && EVP_DigestFinal_ex(arranging->digest, spool->digest, NULL) != 1) {
        code = xeng__fail(error, XENG_ERROR_CRYPTO, "OpenSSL could not finish a SHA-256 digest");
    }
    return code;
}

/* Written rather than left out of the file: a disk that is too full is to be known of now. */
static int32_t add_empty_fates(xeng__spool *spool, xeng_error **error)
{
    static const xeng__fate none[AT_ONCE];
    int32_t code = XENG_OK;
    for (uint64_t left = xeng__spool_count(spool); left > 0 && code == XENG_OK;) {
        size_t now = left < AT_ONCE ? (size_t)left : AT_ONCE;
        code = xeng__store_append(&spool->fates, none, now * sizeof *none, error);
        left -= now;
    }
    return code;
}

static int32_t arrange_all(xeng__spool *spool, xeng_error **error)
{
    struct arranging arranging = {.spool = spool, .digest = EVP_MD_CTX_new()};
    int32_t code = XENG_OK;
    if (arranging.digest == NULL) {
        return xeng__fail_no_memory(error);
    }
    if (EVP_DigestInit_ex(arranging.digest, EVP_sha256(), NULL) != 1) {
        code = xeng__fail(error, XENG_ERROR_CRYPTO, "OpenSSL has no SHA-256");
    }
    code = code == XENG_OK ? xeng__sort(&spool->laned, &sizes, arrange, &arranging, error) : code;
    code = code == XENG_OK ? let_go(&arranging, error) : code;
    code = code == XENG_OK ? finish_digest(&arranging, error) : code;
    EVP_MD_CTX_free(arranging.digest);
    return code == XENG_OK ? add_empty_fates(spool, error) : code;
}

int32_t xeng__spool_seal(xeng__spool *spool, const xeng__spool_rules *rules, xeng_error **error)
{
    int32_t code = spool->is_laned ? XENG_OK : gather_all(spool, rules, error);
    code = code == XENG_OK ? arrange_all(spool, error) : code;
    if (code != XENG_OK) {
        xeng__store_free(&spool->ids);
        xeng__store_free(&spool->fates);
        spool->lane_count = 0;
        return code;
    }
    xeng__store_free(&spool->laned);
    return XENG_OK;
}

void xeng__spool_digest(const xeng__spool *spool, unsigned char digest[XENG__DIGEST_SIZE])
{
    memcpy(digest, spool->digest, XENG__DIGEST_SIZE);
}
