#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the number that `text` means in E.164 to `out`, as text that ends with a NUL, and returns
   1; 0 when it is no number that can be dialled. `region` (ISO 3166-1 alpha-2) is where a number
   without a country code belongs. Any thread; never throws. */
typedef int (*hostler_phone_e164)(const char* text, size_t size, const char* region, char* out,
                                  size_t room);

#define HOSTLER_PHONE_E164 "hostler_phone_e164_v1"

#ifdef __cplusplus
}
#endif
