/* A self-signed certificate for loopback, made anew at each start. */
#include "cert.h"

#include <stdio.h>
#include <string.h>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

enum {
    DAY = 86400,
};

static bool add_extension(X509 *cert, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, cert, cert, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    bool ok = extension != NULL && X509_add_ext(cert, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return ok;
}

/* A certificate authority and a server at once, so that strict clients accept it as both. */
static bool add_extensions(X509 *cert)
{
    return add_extension(cert, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
           add_extension(cert, NID_key_usage, "critical,digitalSignature,keyCertSign") &&
           add_extension(cert, NID_ext_key_usage, "serverAuth") &&
           add_extension(cert, NID_subject_alt_name,
                         "DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1") &&
           add_extension(cert, NID_subject_key_identifier, "hash") &&
           add_extension(cert, NID_authority_key_identifier, "keyid:always");
}

static bool fill_in(X509 *cert, EVP_PKEY *key)
{
    unsigned char serial[8];
    if (RAND_bytes(serial, sizeof(serial)) != 1) {
        return false;
    }
    uint64_t number = 0;
    memcpy(&number, serial, sizeof(number));
    X509_NAME *name = X509_get_subject_name(cert);
    return X509_set_version(cert, X509_VERSION_3) == 1 &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(cert), number >> 1) == 1 &&
           X509_gmtime_adj(X509_getm_notBefore(cert), -DAY) != NULL &&
           X509_gmtime_adj(X509_getm_notAfter(cert), 30L * DAY) != NULL &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                      (const unsigned char *)"xengage-sim on loopback", -1, -1,
                                      0) == 1 &&
           X509_set_issuer_name(cert, name) == 1 && X509_set_pubkey(cert, key) == 1 &&
           add_extensions(cert) && X509_sign(cert, key, EVP_sha256()) > 0;
}

static bool to_pem(X509 *cert, EVP_PKEY *key, sim_buf *out)
{
    BIO *bio = BIO_new(BIO_s_mem());
    bool ok = bio != NULL &&
              (cert != NULL ? PEM_write_bio_X509(bio, cert) == 1
                            : PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) == 1);
    if (ok) {
        char *text = NULL;
        long size = BIO_get_mem_data(bio, &text);
        sim_buf_add(out, text, (size_t)size);
    }
    BIO_free(bio);
    return ok;
}

bool sim_make_certificate(sim_buf *certificate, sim_buf *key_text)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *cert = X509_new();
    bool ok = key != NULL && cert != NULL && fill_in(cert, key) &&
              to_pem(cert, NULL, certificate) && to_pem(NULL, key, key_text);
    X509_free(cert);
    EVP_PKEY_free(key);
    if (!ok) {
        fputs("xengage-sim: OpenSSL can't make a certificate\n", stderr);
    }
    return ok;
}
