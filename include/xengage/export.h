/** @file
 * How symbols of the library are marked. Nothing else belongs here.
 */
#ifndef XENGAGE_EXPORT_H
#define XENGAGE_EXPORT_H

#if defined(__GNUC__) || defined(__clang__)
/** Marks a symbol that is part of the stable ABI. */
#define XENG_API __attribute__((visibility("default")))
#else
/** Marks a symbol that is part of the stable ABI. */
#define XENG_API
#endif

#endif
