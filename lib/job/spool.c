/* The ids of a job: taken in, then arranged in lanes without repeats. */
#include "job/spool.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/sorter.h"
#include "job/store.h"

enum {
    BLOCK = 1024 /* ids that are handled at once */
};

struct xeng__spool {
    char *folder;
    xeng__store entries; /* as they were given; nothing after sealing */
    xeng__store ids;     /* uint64_t each */
    xeng__store fates;   /* xeng__fate each */
    uint64_t given;
    uint64_t count;
    xeng__lane *lanes;
    size_t lane_count;
    size_t lane_capacity;
    unsigned char digest[XENG__DIGEST_SIZE];
};

int32_t xeng__spool_new(const char *folder, xeng__spool **spool, xeng_error **error)
{
    const char *chosen = folder != NULL ? folder : getenv("TMPDIR");
    xeng__spool *made = xeng__calloc(1, sizeof *made);
    *spool = NULL;
    if (made != NULL) {
        made->folder = xeng__strdup(chosen != NULL && *chosen != '\0' ? chosen : "/tmp");
    }
    if (made == NULL || made->folder == NULL) {
        xeng__free(made);
        return xeng__fail_no_memory(error);
    }
    xeng__store_init(&made->entries, made->folder, XENG__SPOOL_IN_MEMORY * sizeof(xeng__entry));
    xeng__store_init(&made->ids, made->folder, XENG__SPOOL_IN_MEMORY * sizeof(uint64_t));
    xeng__store_init(&made->fates, made->folder, XENG__SPOOL_IN_MEMORY * sizeof(xeng__fate));
    *spool = made;
    return XENG_OK;
}

void xeng__spool_free(xeng__spool *spool)
{
    if (spool == NULL) {
        return;
    }
    xeng__store_free(&spool->entries);
    xeng__store_free(&spool->ids);
    xeng__store_free(&spool->fates);
    xeng__free(spool->lanes);
    xeng__free(spool->folder);
    xeng__free(spool);
}

int32_t xeng__spool_add(xeng__spool *spool, uint32_t account, const uint64_t *ids, size_t count,
                        xeng_error **error)
{
    xeng__entry block[64];
    enum {
        MOST = sizeof block / sizeof *block
    };
    uint64_t before = spool->given;
    while (count > 0) {
        size_t here = count < MOST ? count : MOST;
        for (size_t i = 0; i < here; i++) {
            block[i] = (xeng__entry){ids[i], spool->given + i, account, 0};
        }
        int32_t code = xeng__store_write(&spool->entries, spool->given * sizeof *block, block,
                                         here * sizeof *block, error);
        if (code != XENG_OK) {
            xeng__spool_rewind(spool, before);
            return code;
        }
        spool->given += here;
        ids += here;
        count -= here;
    }
    return XENG_OK;
}

uint64_t xeng__spool_given(const xeng__spool *spool)
{
    return spool->given;
}

void xeng__spool_rewind(xeng__spool *spool, uint64_t given)
{
    spool->given = given;
    xeng__store_cut(&spool->entries, given * sizeof(xeng__entry));
}

uint32_t xeng__share_of(uint64_t id, uint32_t shares)
{
    id = (id ^ id >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    id = (id ^ id >> 27) * UINT64_C(0x94D049BB133111EB);
    id ^= id >> 31;
    return (uint32_t)((id >> 32) * shares >> 32);
}

static int compare(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_id(const void *a, const void *b)
{
    const xeng__entry *left = a;
    const xeng__entry *right = b;
    int order = compare(left->id, right->id);
    return order != 0 ? order : compare(left->sequence, right->sequence);
}

static int by_lane(const void *a, const void *b)
{
    const xeng__entry *left = a;
    const xeng__entry *right = b;
    int order = compare(left->account, right->account);
    order = order != 0 ? order : compare(left->kind, right->kind);
    return order != 0 ? order : compare(left->sequence, right->sequence);
}

/* Goes through the entries, which are in the order of ids, and keeps one of each that is wanted. */
static int32_t choose(xeng__spool *spool, const xeng__spool_rules *rules, xeng__store *kept,
                      xeng_error **error)
{
    xeng__entry_reader reader;
    xeng__entry_writer writer = {0};
    const xeng__entry *entry;
    uint64_t last = 0;
    int32_t code = xeng__entry_reader_init(&reader, &spool->entries, 0, spool->given, BLOCK, error);
    code = code != XENG_OK ? code : xeng__entry_writer_init(&writer, kept, BLOCK, error);
    while (code == XENG_OK && (code = xeng__entry_reader_next(&reader, &entry, error)) == XENG_OK &&
           entry != NULL) {
        if (entry->id != last && xeng__share_of(entry->id, rules->shares) == rules->share) {
            xeng__entry chosen = *entry;
            chosen.kind = rules->kind != NULL ? rules->kind(rules->kind_context, entry->id) : 0;
            code = xeng__entry_writer_add(&writer, &chosen, error);
        }
        last = entry->id;
    }
    if (code == XENG_OK) {
        code = xeng__entry_writer_flush(&writer, error);
    }
    xeng__entry_reader_free(&reader);
    xeng__entry_writer_free(&writer);
    return code;
}

/* Adds an entry to the lane that it belongs to, the last one or a new one. */
static bool extend_lane(xeng__spool *spool, const xeng__entry *entry)
{
    xeng__lane *lane = spool->lane_count == 0 ? NULL : &spool->lanes[spool->lane_count - 1];
    if (lane == NULL || lane->account != entry->account || lane->kind != entry->kind) {
        if (!xeng__grow((void **)&spool->lanes, &spool->lane_capacity, spool->lane_count,
                        sizeof *spool->lanes)) {
            return false;
        }
        lane = &spool->lanes[spool->lane_count++];
        *lane = (xeng__lane){entry->account, entry->kind, spool->count, 0};
    }
    lane->count++;
    return true;
}

static int32_t write_block(xeng__spool *spool, const uint64_t *ids, size_t count,
                           xeng_error **error)
{
    static const xeng__fate unknown[BLOCK];
    int32_t code = xeng__store_write(&spool->ids, spool->ids.size, ids, count * sizeof *ids, error);
    return code != XENG_OK ? code
                           : xeng__store_write(&spool->fates, spool->fates.size, unknown,
                                               count * sizeof *unknown, error);
}

/* Goes through what was kept, which is in the order of lanes, and writes ids and fates. */
static int32_t arrange(xeng__spool *spool, const xeng__store *kept, xeng_error **error)
{
    xeng__entry_reader reader;
    const xeng__entry *entry;
    uint64_t ids[BLOCK];
    size_t held = 0;
    uint64_t count = kept->size / sizeof *entry;
    int32_t code = xeng__entry_reader_init(&reader, kept, 0, count, BLOCK, error);
    while (code == XENG_OK && (code = xeng__entry_reader_next(&reader, &entry, error)) == XENG_OK &&
           entry != NULL) {
        if (!extend_lane(spool, entry)) {
            code = xeng__fail_no_memory(error);
            break;
        }
        spool->count++;
        ids[held++] = entry->id;
        if (held == BLOCK) {
            code = write_block(spool, ids, held, error);
            held = 0;
        }
    }
    if (code == XENG_OK && held > 0) {
        code = write_block(spool, ids, held, error);
    }
    xeng__entry_reader_free(&reader);
    return code;
}

static void put_u64(unsigned char *bytes, uint64_t number)
{
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)(number >> (8 * i));
    }
}

/* Digests a lane's ids. */
static int32_t digest_lane(xeng__spool *spool, const xeng__lane *lane, EVP_MD_CTX *sum,
                           xeng_error **error)
{
    uint64_t ids[BLOCK];
    unsigned char bytes[BLOCK * 8];
    int32_t code = XENG_OK;
    for (uint64_t at = 0; code == XENG_OK && at < lane->count; at += BLOCK) {
        size_t here = lane->count - at < BLOCK ? (size_t)(lane->count - at) : BLOCK;
        code = xeng__spool_read(spool, lane->first + at, here, ids, error);
        for (size_t i = 0; code == XENG_OK && i < here; i++) {
            put_u64(bytes + 8 * i, ids[i]);
        }
        if (code == XENG_OK && EVP_DigestUpdate(sum, bytes, here * 8) != 1) {
            code = xeng__fail(error, XENG_ERROR_CRYPTO, "OpenSSL can't compute SHA-256");
        }
    }
    return code;
}

static int32_t digest(xeng__spool *spool, xeng_error **error)
{
    EVP_MD_CTX *sum = EVP_MD_CTX_new();
    int32_t code = XENG_OK;
    if (sum == NULL || EVP_DigestInit_ex(sum, EVP_sha256(), NULL) != 1) {
        code = xeng__fail(error, XENG_ERROR_CRYPTO, "OpenSSL can't compute SHA-256");
    }
    for (size_t i = 0; code == XENG_OK && i < spool->lane_count; i++) {
        const xeng__lane *lane = &spool->lanes[i];
        unsigned char head[24];
        put_u64(head, lane->account);
        put_u64(head + 8, lane->kind);
        put_u64(head + 16, lane->count);
        (void)EVP_DigestUpdate(sum, head, sizeof head);
        code = digest_lane(spool, lane, sum, error);
    }
    if (code == XENG_OK && EVP_DigestFinal_ex(sum, spool->digest, NULL) != 1) {
        code = xeng__fail(error, XENG_ERROR_CRYPTO, "OpenSSL can't compute SHA-256");
    }
    EVP_MD_CTX_free(sum);
    return code;
}

int32_t xeng__spool_seal(xeng__spool *spool, const xeng__spool_rules *rules, xeng_error **error)
{
    xeng__store kept;
    xeng__store_init(&kept, spool->folder, spool->entries.most);
    int32_t code = xeng__sort(&spool->entries, by_id, error);
    code = code != XENG_OK ? code : choose(spool, rules, &kept, error);
    code = code != XENG_OK ? code : xeng__sort(&kept, by_lane, error);
    code = code != XENG_OK ? code : arrange(spool, &kept, error);
    code = code != XENG_OK ? code : digest(spool, error);
    xeng__store_free(&kept);
    if (code == XENG_OK) {
        xeng__store_free(&spool->entries);
    }
    return code;
}

size_t xeng__spool_lanes(const xeng__spool *spool, const xeng__lane **lanes)
{
    *lanes = spool->lanes;
    return spool->lane_count;
}

uint64_t xeng__spool_count(const xeng__spool *spool)
{
    return spool->count;
}

void xeng__spool_digest(const xeng__spool *spool, unsigned char bytes[XENG__DIGEST_SIZE])
{
    memcpy(bytes, spool->digest, XENG__DIGEST_SIZE);
}

int32_t xeng__spool_read(xeng__spool *spool, uint64_t first, size_t count, uint64_t *ids,
                         xeng_error **error)
{
    return xeng__store_read(&spool->ids, first * sizeof *ids, ids, count * sizeof *ids, error);
}

int32_t xeng__spool_read_fates(xeng__spool *spool, uint64_t first, size_t count, xeng__fate *fates,
                               xeng_error **error)
{
    return xeng__store_read(&spool->fates, first * sizeof *fates, fates, count * sizeof *fates,
                            error);
}

int32_t xeng__spool_write_fates(xeng__spool *spool, uint64_t first, size_t count,
                                const xeng__fate *fates, xeng_error **error)
{
    return xeng__store_write(&spool->fates, first * sizeof *fates, fates, count * sizeof *fates,
                             error);
}
