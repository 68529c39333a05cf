/* Which certificates to trust where nobody named a file. */
#include "net/trust.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>

#include "base/alloc.h"
#include "base/buf.h"

/* Files first: a folder is of use only if it was prepared for OpenSSL. */
static const char *const files[] = {
    "/etc/ssl/certs/ca-certificates.crt",                /* Debian, Ubuntu, Arch, Gentoo, Alpine */
    "/etc/pki/tls/certs/ca-bundle.crt",                  /* Fedora, RHEL and their kin */
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", /* Fedora, RHEL 7 and later */
    "/etc/ssl/ca-bundle.pem",                            /* SUSE */
    "/etc/ssl/certs/ca-bundle.crt",                      /* NixOS */
    "/etc/ssl/cert.pem",                                 /* Alpine, macOS, the BSDs */
    "/etc/pki/tls/cacert.pem",                           /* OpenELEC */
    "/usr/local/etc/ssl/cert.pem",                       /* FreeBSD */
    "/usr/local/share/certs/ca-root-nss.crt",            /* FreeBSD before 13 */
};
static const char *const folders[] = {
    "/etc/ssl/certs",               /* Debian, SUSE */
    "/etc/pki/tls/certs",           /* Fedora, RHEL */
    "/system/etc/security/cacerts", /* Android */
};

enum {
    FILE_COUNT = sizeof files / sizeof *files,
    FOLDER_COUNT = sizeof folders / sizeof *folders
};

xeng__trust_places xeng__trust_places_here(const char *fallback)
{
    const curl_version_info_data *built = curl_version_info(CURLVERSION_NOW);
    return (xeng__trust_places){
        .built_in_file = built->cainfo,
        .built_in_folder = built->capath,
        .named_file = getenv("SSL_CERT_FILE"),
        .named_folders = getenv("SSL_CERT_DIR"),
        .root = "",
        .fallback = fallback,
    };
}

static bool can_be_read(const char *path)
{
    return path != NULL && *path != '\0' && access(path, R_OK) == 0;
}

/* Takes a path, unless there is one already or it can't be read. False when memory runs out. */
static bool take(char **taken, const char *start, const char *path, size_t size)
{
    if (*taken != NULL) {
        return true;
    }
    xeng__buf whole = XENG__BUF_EMPTY;
    xeng__buf_append_text(&whole, start);
    xeng__buf_append(&whole, path, size);
    bool fine = !whole.failed;
    if (fine && can_be_read(xeng__buf_text(&whole))) {
        *taken = xeng__buf_take(&whole);
        fine = *taken != NULL;
    }
    xeng__buf_free(&whole);
    return fine;
}

static bool take_text(char **taken, const char *start, const char *path)
{
    return path == NULL || take(taken, start, path, strlen(path));
}

/* The first of several folders that is there. */
static bool take_first(char **taken, const char *list)
{
    bool fine = true;
    while (fine && list != NULL && *list != '\0') {
        size_t size = strcspn(list, ":");
        fine = take(taken, "", list, size);
        list += size + (list[size] == ':');
    }
    return fine;
}

bool xeng__trust_find(const xeng__trust_places *places, xeng__trust *trust)
{
    *trust = (xeng__trust){0};
    if (can_be_read(places->built_in_file) || can_be_read(places->built_in_folder)) {
        return true;
    }
    bool fine = take_text(&trust->file, "", places->named_file);
    if (trust->file == NULL) {
        fine = fine && take_first(&trust->folder, places->named_folders);
    }
    for (int i = 0; fine && trust->folder == NULL && i < FILE_COUNT; i++) {
        fine = take_text(&trust->file, places->root, files[i]);
    }
    for (int i = 0; fine && trust->file == NULL && i < FOLDER_COUNT; i++) {
        fine = take_text(&trust->folder, places->root, folders[i]);
    }
    if (fine && trust->folder == NULL) {
        fine = take_text(&trust->file, "", places->fallback);
    }
    if (!fine) {
        xeng__trust_free(trust);
    }
    return fine;
}

void xeng__trust_free(xeng__trust *trust)
{
    xeng__free(trust->file);
    xeng__free(trust->folder);
    *trust = (xeng__trust){0};
}
