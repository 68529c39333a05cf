/* Which certificates to trust where nobody named a file. */
#include "net/trust.h"

#include <dirent.h>
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

static bool is_named(const char *path)
{
    return path != NULL && *path != '\0';
}

static bool is_file(const char *path)
{
    return access(path, R_OK) == 0;
}

/* Whether there is anything in a folder: systems without certificates often have an empty one. */
static bool is_filled(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return false;
    }
    const struct dirent *entry = readdir(folder);
    while (entry != NULL && entry->d_name[0] == '.') {
        entry = readdir(folder);
    }
    (void)closedir(folder);
    return entry != NULL;
}

typedef bool (*test)(const char *path);

/* Takes a path that passes a test, unless there is one already. False when memory runs out. */
static bool take(char **taken, test passes, const char *start, const char *path, size_t size)
{
    if (*taken != NULL || size == 0) {
        return true;
    }
    xeng__buf whole = XENG__BUF_EMPTY;
    xeng__buf_append_text(&whole, start);
    xeng__buf_append(&whole, path, size);
    bool fine = !whole.failed;
    if (fine && passes(xeng__buf_text(&whole))) {
        *taken = xeng__buf_take(&whole);
        fine = *taken != NULL;
    }
    xeng__buf_free(&whole);
    return fine;
}

static bool take_named(char **taken, test passes, const char *path)
{
    return !is_named(path) || take(taken, passes, "", path, strlen(path));
}

/* The first of several folders, with colons between them, that has something in it. */
static bool take_first(char **taken, const char *list)
{
    bool fine = true;
    while (fine && is_named(list)) {
        size_t size = strcspn(list, ":");
        fine = take(taken, is_filled, "", list, size);
        list += size + (list[size] == ':');
    }
    return fine;
}

static bool take_known(char **taken, test passes, const char *root, const char *const *paths,
                       size_t count)
{
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++) {
        fine = take(taken, passes, root, paths[i], strlen(paths[i]));
    }
    return fine;
}

static bool none(const xeng__trust *trust)
{
    return trust->file == NULL && trust->folder == NULL;
}

static bool find(const xeng__trust_places *places, xeng__trust *trust)
{
    /* libcurl gives up where its file isn't there, even if its folder is. */
    bool fine = take_named(&trust->folder, is_filled, places->built_in_folder);
    if (fine && none(trust)) {
        fine = take_named(&trust->file, is_file, places->named_file);
    }
    if (fine && none(trust)) {
        fine = take_first(&trust->folder, places->named_folders);
    }
    if (fine && none(trust)) {
        fine = take_known(&trust->file, is_file, places->root, files, FILE_COUNT);
    }
    if (fine && none(trust)) {
        fine = take_known(&trust->folder, is_filled, places->root, folders, FOLDER_COUNT);
    }
    if (fine && none(trust)) {
        fine = take_named(&trust->file, is_file, places->fallback);
    }
    return fine;
}

bool xeng__trust_find(const xeng__trust_places *places, xeng__trust *trust)
{
    *trust = (xeng__trust){0};
    if (is_named(places->built_in_file) && is_file(places->built_in_file)) {
        return true;
    }
    bool fine = find(places, trust);
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
